/** A CoAP gateway as a process; takes changed resources over while it runs. */
package dev.millrace.pod.gateway;
