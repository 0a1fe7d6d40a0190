package dev.millrace.gateway;

import java.util.List;

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

  /** Nowhere. */
  record Nowhere(String resource, Verdict.Refused refused) implements Routing {}
}
