package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * One UDP port. With {@code coaps} devices are known by pre-shared keys, by certificates, or by
 * both.
 */
@ValidationRule(
    value = "self.protocol != 'coaps' || has(self.identities) || has(self.certificate)",
    message =
        "protocol coaps needs identities: the Secret with the pre-shared keys; or certificate: the"
            + " Secret with the listener's own; or both")
@ValidationRule(
    value =
        "self.protocol != 'coap' || !(has(self.identities) || has(self.certificate) ||"
            + " has(self.deviceAuthorities))",
    message =
        "protocol coap is not encrypted and takes no identities, certificate or deviceAuthorities;"
            + " use coaps")
@ValidationRule(
    value = "has(self.certificate) || !has(self.deviceAuthorities)",
    message =
        "deviceAuthorities need certificate: a device shows its certificate only to a listener that"
            + " shows its own")
public record ListenerSpec(
    @JsonPropertyDescription("coap, or coaps for CoAP over DTLS.") @Required Protocol protocol,
    @JsonPropertyDescription("UDP port.") @Required @Min(1) @Max(65535) Integer port,
    @JsonPropertyDescription(
            "Secret with one entry for each identity: its name and its pre-shared key.")
        SecretReference identities,
    @JsonPropertyDescription(
            "Secret of type kubernetes.io/tls with the listener's own certificate and those between"
                + " it and its authority (tls.crt) and its private key (tls.key).")
        SecretReference certificate,
    @JsonPropertyDescription(
            "Secret with the certificates of those who issue devices' certificates (ca.crt). A"
                + " device without one of them gets no session; absent means that devices show no"
                + " certificate.")
        SecretReference deviceAuthorities) {
  /** Plain CoAP, or CoAP over DTLS. */
  public enum Protocol {
    coap,
    coaps
  }

  /** A listener without certificates. */
  public ListenerSpec(Protocol protocol, Integer port, SecretReference identities) {
    this(protocol, port, identities, null, null);
  }
}
