/**
 * The custom resources of Millrace as Java types. The records of specs and statuses need nothing
 * but annotations at run time; only the resource classes need the Kubernetes client.
 */
package dev.millrace.api;
