package dev.millrace.api.manifest;

import java.util.Map;
import java.util.Objects;

/**
 * One resource of a manifest file, valid by schema and rules, with its defaults filled in.
 *
 * @param kind its kind, such as {@code StreamPipeline}
 * @param namespace its namespace: {@code default} if the file names none, empty for a kind of the
 *     whole cluster
 * @param name its name
 * @param annotations as the file has them
 * @param spec what the file asks for
 * @param source where its fields stand in the file
 */
public record Resource<T>(
    String kind,
    String namespace,
    String name,
    Map<String, String> annotations,
    T spec,
    SourceMap source) {
  /** A resource without annotations. */
  public Resource(String kind, String namespace, String name, T spec, SourceMap source) {
    this(kind, namespace, name, Map.of(), spec, source);
  }

  /** Refuses missing parts. */
  public Resource {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(name, "name");
    annotations = Map.copyOf(annotations);
    Objects.requireNonNull(spec, "spec");
    Objects.requireNonNull(source, "source");
  }
}
