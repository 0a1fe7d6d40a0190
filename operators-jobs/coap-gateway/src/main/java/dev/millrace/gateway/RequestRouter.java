package dev.millrace.gateway;

import dev.millrace.api.GatewayResourceSpec.Method;
import dev.millrace.gateway.credential.DeviceIdentity;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.OptionSet;
import org.eclipse.californium.core.coap.Request;

/** Finds out what a request wants, from its header and options. Without side effects. */
final class RequestRouter {
  /** The path of resource discovery. */
  static final String DISCOVERY = "/.well-known/core";

  private static final String NO_RESOURCE = "none";
  private static final List<String> DISCOVERY_PATH = List.of(".well-known", "core");

  /** What the text of an option holds in place of bytes that are not UTF-8. */
  private static final int REPLACEMENT_CHARACTER = 0xFFFD;

  private final Routes routes;
  private final ResourceLinks links;
  private final int maxPayloadBytes;

  RequestRouter(Routes routes, int maxPayloadBytes) {
    this.routes = routes;
    this.links = new ResourceLinks(routes);
    this.maxPayloadBytes = maxPayloadBytes;
  }

  Routing route(Request request) {
    OptionSet options = request.getOptions();
    if (options.hasProxyUri() || options.hasProxyScheme()) {
      return nowhere(NO_RESOURCE, RefusalReason.PROXY, "this is no proxy");
    }
    List<String> path = options.getUriPath();
    if (path.equals(DISCOVERY_PATH)) {
      return discovery(request);
    }
    if (!isText(path)) {
      return nowhere(NO_RESOURCE, RefusalReason.OPTION, "Uri-Path is not UTF-8");
    }
    Optional<RouteTable.Match<ReadableRoute>> readable = routes.readables().find(path);
    if (readable.isPresent() && "GET".equals(methodName(request))) {
      return toReadable(request, readable.get());
    }
    Optional<RouteTable.Match<Route>> match = routes.resources().find(path);
    if (match.isEmpty() && readable.isPresent()) {
      return nowhere(
          readable.get().route().path().toString(), RefusalReason.METHOD, "allowed: GET");
    }
    if (match.isEmpty()) {
      return nowhere(NO_RESOURCE, RefusalReason.NOT_FOUND, "no such resource; see " + DISCOVERY);
    }
    return toResource(request, match.get(), readable.isPresent() ? ", GET" : "");
  }

  private static boolean isText(List<String> path) {
    for (String segment : path) {
      if (segment.indexOf(REPLACEMENT_CHARACTER) >= 0) {
        return false;
      }
    }
    return true;
  }

  private Routing discovery(Request request) {
    OptionSet options = request.getOptions();
    if (!"GET".equals(methodName(request))) {
      return nowhere(DISCOVERY, RefusalReason.METHOD, "allowed: GET");
    }
    if (options.hasAccept() && options.getAccept() != MediaTypeRegistry.APPLICATION_LINK_FORMAT) {
      return nowhere(DISCOVERY, RefusalReason.ACCEPT, "available: 40 application/link-format");
    }
    if (options.getUriQuery().size() > 1) {
      return nowhere(DISCOVERY, RefusalReason.OPTION, "at most one Uri-Query is a filter");
    }
    return new Routing.ToDiscovery(links, List.copyOf(options.getUriQuery()));
  }

  private static Routing toReadable(Request request, RouteTable.Match<ReadableRoute> match) {
    OptionSet options = request.getOptions();
    Optional<String> option = unusableOption(options);
    if (option.isPresent()) {
      return nowhere(
          match.route().path().toString(),
          RefusalReason.OPTION,
          option.get() + " has no meaning for this resource");
    }
    return new Routing.ToReadable(
        match.route(),
        match.variables(),
        DeviceIdentity.of(request.getSourceContext().getPeerIdentity()),
        request.isObserve()
            ? Routing.Observe.JOIN
            : request.isObserveCancel() ? Routing.Observe.LEAVE : Routing.Observe.NO,
        List.copyOf(options.getETags()),
        options.hasAccept() ? OptionalInt.of(options.getAccept()) : OptionalInt.empty());
  }

  private Routing toResource(Request request, RouteTable.Match<Route> match, String others) {
    Route route = match.route();
    String resource = route.path().toString();
    String method = methodName(request);
    if (!takes(route, method)) {
      return nowhere(
          resource,
          RefusalReason.METHOD,
          "allowed: "
              + route.methods().stream().map(Method::name).collect(Collectors.joining(", "))
              + others);
    }
    Optional<String> option = unusableOption(request.getOptions());
    if (option.isPresent()) {
      return nowhere(
          resource, RefusalReason.OPTION, option.get() + " has no meaning for this resource");
    }
    if (request.getPayloadSize() > maxPayloadBytes) {
      return nowhere(
          resource, RefusalReason.TOO_LARGE, "at most " + maxPayloadBytes + " bytes are taken");
    }
    return new Routing.ToResource(message(request, match));
  }

  private static boolean takes(Route route, String method) {
    for (Method one : route.methods()) {
      if (one.name().equals(method)) {
        return true;
      }
    }
    return false;
  }

  private static DeviceMessage message(Request request, RouteTable.Match<Route> match) {
    OptionSet options = request.getOptions();
    byte[] payload = request.getPayload();
    return new DeviceMessage(
        match.route(),
        match.variables(),
        options.hasContentFormat() ? options.getContentFormat() : DeviceMessage.NO_FORMAT,
        payload == null ? new byte[0] : payload,
        DeviceIdentity.of(request.getSourceContext().getPeerIdentity()),
        peer(request),
        request.getTokenBytes(),
        request.getMID());
  }

  static InetSocketAddress peer(Request request) {
    return request.getSourceContext().getPeerAddress();
  }

  /**
   * A critical option that the stack knows but that would be ignored here. It has to be refused as
   * an unknown one is (RFC 7252 section 5.4.1): a device may rely on it, or hide data in a query.
   */
  private static Optional<String> unusableOption(OptionSet options) {
    if (options.getIfMatchCount() > 0) {
      return Optional.of("If-Match");
    }
    if (options.hasIfNoneMatch()) {
      return Optional.of("If-None-Match");
    }
    if (options.hasOscore()) {
      return Optional.of("OSCORE");
    }
    return options.getURIQueryCount() > 0 ? Optional.of("Uri-Query") : Optional.empty();
  }

  /** The name of a request's method, as RFC 7252 writes it; of one it does not know, its number. */
  static String methodName(Request request) {
    return request.getCode() == null
        ? Integer.toString(request.getRawCode())
        : request.getCode().name();
  }

  private static Routing nowhere(String resource, RefusalReason reason, String diagnostic) {
    return new Routing.Nowhere(resource, new Verdict.Refused(reason, diagnostic));
  }
}
