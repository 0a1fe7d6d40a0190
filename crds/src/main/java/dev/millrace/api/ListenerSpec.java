package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * One UDP port. {@code identities} names the pre-shared keys and is required with {@code coaps}.
 */
@ValidationRule(
    value = "self.protocol != 'coaps' || has(self.identities)",
    message = "protocol coaps needs identities: the Secret with the pre-shared keys")
@ValidationRule(
    value = "self.protocol != 'coap' || !has(self.identities)",
    message = "protocol coap is not encrypted and takes no identities; use coaps")
public record ListenerSpec(
    @JsonPropertyDescription("coap, or coaps for CoAP over DTLS.") @Required Protocol protocol,
    @JsonPropertyDescription("UDP port.") @Required @Min(1) @Max(65535) Integer port,
    @JsonPropertyDescription(
            "Secret with one entry for each identity: its name and its pre-shared key.")
        SecretReference identities) {
  /** Plain CoAP, or CoAP over DTLS. */
  public enum Protocol {
    coap,
    coaps
  }
}
