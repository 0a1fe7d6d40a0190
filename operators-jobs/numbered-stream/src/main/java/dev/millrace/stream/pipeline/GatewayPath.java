package dev.millrace.stream.pipeline;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.ObservableSpec;
import dev.millrace.api.manifest.FieldPath;
import dev.millrace.api.manifest.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * A path that a gateway serves, to be written or to be read, and what is said of it.
 *
 * @param list of the specification that it stands in
 * @param place in the gateway
 * @param formats that it names, each with its place
 */
record GatewayPath(
    Resource<CoapGatewaySpec> resource,
    String list,
    FieldPath place,
    String path,
    String key,
    String authorize,
    List<Named> formats) {

  /** A media type and where it stands. */
  record Named(FieldPath place, String mediaType) {}

  static GatewayPath of(Writer.Gateway writer) {
    List<Named> formats = new ArrayList<>();
    List<String> named = writer.spec().formats() == null ? List.of() : writer.spec().formats();
    for (int index = 0; index < named.size(); index++) {
      formats.add(new Named(writer.place().field("formats").index(index), named.get(index)));
    }
    return new GatewayPath(
        writer.resource(),
        "resources",
        writer.place(),
        writer.spec().path(),
        writer.spec().key(),
        writer.spec().authorize(),
        formats);
  }

  static GatewayPath of(Observed observed) {
    ObservableSpec spec = observed.spec();
    return new GatewayPath(
        observed.resource(),
        "observe.resources",
        observed.place(),
        spec.path(),
        spec.key(),
        spec.authorize(),
        spec.format() == null
            ? List.of()
            : List.of(new Named(observed.place().field("format"), spec.format())));
  }
}
