package dev.millrace.api;

import java.util.Optional;

/**
 * Patterns and bounds that several kinds share. Every text, list and map of the API has an upper
 * bound, because the API server refuses rules whose worst case it cannot bound.
 */
public final class Syntax {
  /** A DNS label (RFC 1123): what Kubernetes takes as a label value and as part of a name. */
  public static final String LABEL = "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$";

  static final int LABEL_LENGTH = 63;

  /** A DNS subdomain (RFC 1123), the name of most Kubernetes objects. */
  public static final String SUBDOMAIN = "^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$";

  public static final int SUBDOMAIN_LENGTH = 253;

  /**
   * What Kafka accepts, less the names that begin with a dot: {@code .} and {@code ..} are not
   * legal.
   */
  public static final String TOPIC = "^[a-zA-Z0-9_-][a-zA-Z0-9._-]{0,248}$";

  static final int TOPIC_LENGTH = 249;

  /** A name that an expression can use, as in {@code value.level}. */
  public static final String FIELD = "^[A-Za-z_][A-Za-z0-9_]{0,62}$";

  static final int FIELD_LENGTH = 63;

  /** Every key of a map is a field's name. */
  static final String FIELD_KEYS = "self.all(k, k.matches('^[A-Za-z_][A-Za-z0-9_]{0,62}$'))";

  static final String FIELD_KEYS_MESSAGE =
      "a field's name is a letter or _, then at most 62 letters, digits or _";

  /** Characters of the longest expression. */
  static final int EXPRESSION_LENGTH = 1024;

  static final int MAX_FIELDS = 64;
  static final int MAX_STAGES = 32;
  static final int MAX_STEPS = 32;
  static final int MAX_TOPICS = 64;
  static final int MAX_PARTITIONS = 1024;

  /** A path of CoAP whose segments are literal or a variable, such as {@code /lots/{lot}}. */
  static final String RESOURCE_PATH = "^(/([A-Za-z0-9._~-]+|\\{[A-Za-z_][A-Za-z0-9_]*\\}))+$";

  /** A path of CoAP with variables anywhere, such as {@code /gates/gate-{device}}. */
  static final String FLEET_PATH = "^(/([A-Za-z0-9._~-]|\\{[A-Za-z_][A-Za-z0-9_]*\\})+)+$";

  static final int PATH_LENGTH = 255;

  /** Content formats that Millrace reads (RFC 7252, RFC 8428, RFC 8949). */
  static final String FORMAT =
      "^(application/(json|cbor|senml\\+json|senml\\+cbor|octet-stream)|text/plain)$";

  static final int FORMAT_LENGTH = 32;

  /** Kafka brokers, as host:port, separated by commas. */
  static final String BOOTSTRAP =
      "^[A-Za-z0-9._\\[\\]:-]+:[0-9]{1,5}(,[A-Za-z0-9._\\[\\]:-]+:[0-9]{1,5})*$";

  /** Processor time as a Kubernetes quantity, more than nothing. */
  static final String CPU = "^([1-9][0-9]*m|[1-9][0-9]*(\\.[0-9]{1,3})?|0\\.[0-9]{0,2}[1-9])$";

  /** Memory as a Kubernetes quantity, more than nothing. */
  static final String MEMORY = "^[1-9][0-9]*([kMG]|[KMG]i)?$";

  /** A pipeline's name and a stage's. */
  static final String STAGE_REFERENCE =
      "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?/[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$";

  static final int STAGE_REFERENCE_LENGTH = 2 * LABEL_LENGTH + 1;

  /**
   * The resource's own name is a label, because labels and the names of what is made for it carry
   * it.
   */
  static final String NAME = "self.metadata.name.size() <= 63 && !self.metadata.name.contains('.')";

  static final String NAME_MESSAGE = "the name must have at most 63 characters and no dot";

  private Syntax() {}

  /** What {@code pattern}, one of those of the API, accepts, in words that fit after "Allowed:". */
  public static Optional<String> inWords(String pattern) {
    return Optional.ofNullable(
        switch (pattern) {
          case DurationText.PATTERN, DurationText.POSITIVE_PATTERN ->
              "a whole number"
                  + (pattern.equals(DurationText.POSITIVE_PATTERN) ? " of at least 1" : "")
                  + " and ms, s, m or h, such as 250ms or 10s";
          case LABEL -> "lower-case letters, digits and '-' in between, such as edge-north";
          case SUBDOMAIN -> "lower-case letters, digits, and '-' or '.' in between";
          case TOPIC -> "letters, digits, '.', '_' and '-', not beginning with '.'";
          case FIELD -> "a letter or _, then letters, digits or _";
          case RESOURCE_PATH -> "a path such as /lots/{lot}/gates/{gate}";
          case FLEET_PATH -> "a path such as /lots/{lot}/gates/gate-{device}";
          case FORMAT ->
              "application/json, application/cbor, application/senml+json, application/senml+cbor,"
                  + " application/octet-stream and text/plain";
          case BOOTSTRAP -> "host:port, several separated by commas";
          case CPU -> "a quantity of processors such as 500m or 2";
          case MEMORY -> "a quantity of bytes such as 256Mi";
          case STAGE_REFERENCE -> "pipeline/stage, such as parking/count";
          default -> null;
        });
  }
}
