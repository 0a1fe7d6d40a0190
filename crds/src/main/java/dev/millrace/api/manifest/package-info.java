/**
 * Reads manifests from files for local runs: the same schema and the same rules as on a cluster,
 * all problems at once, each with its file, line and field.
 */
package dev.millrace.api.manifest;
