package dev.millrace.gateway;

import dev.millrace.stream.codec.ContentFormat;
import java.util.List;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.LinkFormat;
import org.eclipse.californium.core.server.resources.Resource;

/**
 * What {@code /.well-known/core} says (RFC 6690): one link per resource with {@code rt} and {@code
 * ct}. A link's target must be a URI reference, which a template is not, so the target of a
 * resource with variables is its template percent-encoded, and the attribute {@code template} has
 * it as it is written.
 */
final class ResourceLinks {
  /** The attribute that holds the template of a resource with variables. */
  static final String TEMPLATE = "template";

  private final Resource root = new CoapResource("");

  ResourceLinks(Routes routes) {
    routes.resources().routes().forEach(route -> describe(node(route), route));
    routes.readables().routes().forEach(route -> describe(node(route), route));
  }

  private CoapResource node(Served route) {
    Resource node = root;
    for (String segment : route.path().segments()) {
      Resource child = node.getChild(segment);
      if (child == null) {
        child = new CoapResource(segment, false);
        node.add(child);
      }
      node = child;
    }
    CoapResource described = (CoapResource) node;
    described.setVisible(true);
    if (!route.path().variables().isEmpty()) {
      described.getAttributes().setAttribute(TEMPLATE, route.path().toString());
    }
    return described;
  }

  private static void describe(CoapResource node, Route route) {
    route.resourceType().ifPresent(node.getAttributes()::addResourceType);
    for (ContentFormat format : route.formats()) {
      node.getAttributes().addContentType(format.number());
    }
  }

  /** Its content format is that of the records, so it is not told. */
  private static void describe(CoapResource node, ReadableRoute route) {
    node.getAttributes().setObservable();
    route.resourceType().ifPresent(node.getAttributes()::addResourceType);
  }

  /**
   * The links, in link format.
   *
   * @param filter {@code rt=sensor}, {@code href=/lots*} and the like; empty for all links
   */
  String list(List<String> filter) {
    return LinkFormat.serialize(LinkFormat.getSubTree(root, filter));
  }
}
