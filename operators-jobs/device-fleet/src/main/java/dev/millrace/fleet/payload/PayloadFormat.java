package dev.millrace.fleet.payload;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.californium.core.coap.MediaTypeRegistry;

/** The media types that a device can send. */
public enum PayloadFormat {
  /** A JSON object with a member for each field. */
  JSON("application/json", MediaTypeRegistry.APPLICATION_JSON),
  /** The same as a CBOR map. */
  CBOR("application/cbor", MediaTypeRegistry.APPLICATION_CBOR),
  /** A SenML pack (RFC 8428) with a record for each field that has a value, without base fields. */
  SENML_JSON("application/senml+json", MediaTypeRegistry.APPLICATION_SENML_JSON),
  /** The same pack in CBOR. */
  SENML_CBOR("application/senml+cbor", MediaTypeRegistry.APPLICATION_SENML_CBOR);

  private final String mediaType;
  private final int contentFormat;

  PayloadFormat(String mediaType, int contentFormat) {
    this.mediaType = mediaType;
    this.contentFormat = contentFormat;
  }

  /** The format with this media type, which is compared without regard to case. */
  public static Optional<PayloadFormat> of(String mediaType) {
    return Arrays.stream(values())
        .filter(format -> format.mediaType.equalsIgnoreCase(mediaType))
        .findFirst();
  }

  /** All media types, for messages. */
  public static String known() {
    return Arrays.stream(values())
        .map(format -> format.mediaType)
        .collect(Collectors.joining(", "));
  }

  /** Whether payloads are CBOR; they are JSON else. */
  boolean isCbor() {
    return this == CBOR || this == SENML_CBOR;
  }

  /** Whether payloads are SenML packs; they are objects else. */
  boolean isSenml() {
    return this == SENML_JSON || this == SENML_CBOR;
  }

  /** The registered number of the media type (RFC 7252 section 12.3). */
  public int contentFormat() {
    return contentFormat;
  }
}
