package dev.millrace.api.manifest;

/**
 * A kind that manifests may hold.
 *
 * @param name its name
 * @param namespaced whether its resources lie in a namespace
 * @param spec the record of its spec
 * @param schema the schema of the whole resource
 */
record Kind(String name, boolean namespaced, Class<?> spec, Schema schema) {}
