package dev.millrace.gateway;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Where a request goes, found without looking at its payload. */
sealed interface Routing {
  /** The resource's template, for meters: never what a device made up. */
  String resource();

  /** A message to a resource. */
  record ToResource(DeviceMessage message) implements Routing {
    @Override
    public String resource() {
      return message.route().path().toString();
    }
  }

  /**
   * Resource discovery (RFC 6690).
   *
   * @param links of the resources as they are at this moment
   * @param filter the query, at most one
   */
  record ToDiscovery(ResourceLinks links, List<String> filter) implements Routing {
    @Override
    public String resource() {
      return RequestRouter.DISCOVERY;
    }
  }

  /** What a GET says of observing (RFC 7641 section 2). */
  enum Observe {
    NO,
    JOIN,
    LEAVE
  }

  /**
   * A GET of a resource that can be read.
   *
   * @param identity the authenticated device, empty if there is none
   * @param etags of what the device has already
   * @param accept the Content-Format that it wants
   */
  // The tags are handed on; requests are never compared.
  @SuppressWarnings("ArrayRecordComponent")
  record ToReadable(
      ReadableRoute route,
      Map<String, String> variables,
      String identity,
      Observe observe,
      List<byte[]> etags,
      OptionalInt accept)
      implements Routing {
    @Override
    public String resource() {
      return route.path().toString();
    }
  }

  /** Nowhere. */
  record Nowhere(String resource, Verdict.Refused refused) implements Routing {}
}
