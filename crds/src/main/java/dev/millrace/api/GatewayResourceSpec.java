package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/**
 * One CoAP resource: a path template such as <code>/lots/{lot}/gates/{gate}</code>, the topic its
 * messages go to, and CEL expressions for the record key and the right to write.
 */
public record GatewayResourceSpec(
    @JsonPropertyDescription(
            "Path; a segment may be a variable in braces, as in /lots/{lot}/gates/{gate}.")
        @Required
        @Size(max = Syntax.PATH_LENGTH)
        @Pattern(Syntax.RESOURCE_PATH)
        String path,
    @JsonPropertyDescription("Methods that write a message.") @Size(min = 1, max = 2)
        List<Method> methods,
    @JsonPropertyDescription("Content formats that are taken; any other is answered with 4.15.")
        @Size(min = 1, max = 8)
        List<@Size(max = Syntax.FORMAT_LENGTH) @Pattern(Syntax.FORMAT) String> formats,
    @JsonPropertyDescription("Topic that the messages go to.")
        @Required
        @Size(max = Syntax.TOPIC_LENGTH)
        @Pattern(Syntax.TOPIC)
        String topic,
    @JsonPropertyDescription(
            "Record key: a CEL expression over path and identity; absent means no key.")
        @Size(min = 1, max = Syntax.EXPRESSION_LENGTH)
        String key,
    @JsonPropertyDescription(
            "Who may write: a CEL expression over path, identity and value that is true or false; absent means everybody who reaches the listener.")
        @Size(min = 1, max = Syntax.EXPRESSION_LENGTH)
        String authorize,
    @JsonPropertyDescription("Resource type (rt) in /.well-known/core.")
        @Size(min = 1, max = 63)
        @Pattern("^[a-z][a-z0-9.-]*$")
        String resourceType) {
  /** The CoAP methods that write a message. */
  public enum Method {
    POST,
    PUT
  }
}
