package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** How a gateway that ends leaves its DTLS sessions to the one that takes its place. */
public record GatewayHandOverSpec(
    @JsonPropertyDescription(
            "Topic of one partition through which sessions go, encrypted; of this gateway, or of"
                + " gateways of one namespace. The operator makes it if it is absent, to keep its"
                + " records for an hour.")
        @Required
        @Size(max = Syntax.TOPIC_LENGTH)
        @Pattern(Syntax.TOPIC)
        String topic,
    @JsonPropertyDescription(
            "Secret with the key that sessions are encrypted by: an entry named key, 32 random"
                + " bytes or more.")
        @Required
        SecretReference key) {
  /** The entry of the Secret that is the key. */
  public static final String ENTRY = "key";

  /** The fewest bytes that a key has. */
  public static final int LEAST_KEY_BYTES = 32;
}
