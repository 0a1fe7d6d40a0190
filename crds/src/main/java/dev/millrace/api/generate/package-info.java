/**
 * Writes the CRD manifests from the Java types. Build time only: it needs the generator of fabric8.
 */
package dev.millrace.api.generate;
