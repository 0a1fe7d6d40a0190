package dev.millrace.api;

/**
 * One UDP port. {@code identities} names the pre-shared keys and is required with {@code coaps}.
 */
public record ListenerSpec(Protocol protocol, Integer port, SecretReference identities) {
  /** Plain CoAP, or CoAP over DTLS. */
  public enum Protocol {
    coap,
    coaps
  }
}
