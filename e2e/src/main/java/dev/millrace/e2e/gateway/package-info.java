/** A device with a certificate and a gateway in a pod, seen from outside of the cluster. */
package dev.millrace.e2e.gateway;
