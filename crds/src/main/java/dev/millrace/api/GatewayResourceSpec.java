package dev.millrace.api;

import java.util.List;

/**
 * One CoAP resource: a path template such as <code>/lots/{lot}/gates/{gate}</code>, the topic its
 * messages go to, and CEL expressions for the record key and the right to write.
 */
public record GatewayResourceSpec(
    String path,
    List<Method> methods,
    List<String> formats,
    String topic,
    String key,
    String authorize,
    String resourceType) {
  /** The CoAP methods that write a message. */
  public enum Method {
    POST,
    PUT
  }
}
