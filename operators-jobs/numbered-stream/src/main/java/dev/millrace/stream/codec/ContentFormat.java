package dev.millrace.stream.codec;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The payload encodings that are taken, with their CoAP Content-Format numbers (RFC 7252 section
 * 12.3, RFC 8428 section 12.4) and media types.
 */
public enum ContentFormat {
  TEXT(0, "text/plain"),
  OCTETS(42, "application/octet-stream"),
  JSON(50, "application/json"),
  CBOR(60, "application/cbor"),
  SENML_JSON(110, "application/senml+json"),
  SENML_CBOR(112, "application/senml+cbor");

  private final int number;
  private final String mediaType;

  ContentFormat(int number, String mediaType) {
    this.number = number;
    this.mediaType = mediaType;
  }

  /** The number of the CoAP Content-Format registry. */
  public int number() {
    return number;
  }

  /** The media type without parameters, in lower case. */
  public String mediaType() {
    return mediaType;
  }

  /** The format of a CoAP Content-Format number, empty if it is not one that is taken. */
  public static Optional<ContentFormat> of(int number) {
    return Arrays.stream(values()).filter(format -> format.number == number).findFirst();
  }

  /**
   * The format of a media type, empty if it is not one that is taken. Letter case and parameters
   * such as {@code ;charset=utf-8} do not matter.
   */
  public static Optional<ContentFormat> fromMediaType(String mediaType) {
    int end = mediaType.indexOf(';');
    String bare =
        (end < 0 ? mediaType : mediaType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(format -> format.mediaType.equals(bare)).findFirst();
  }
}
