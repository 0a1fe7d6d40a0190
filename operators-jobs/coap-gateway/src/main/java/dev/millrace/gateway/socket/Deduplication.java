package dev.millrace.gateway.socket;

/** Which requests are remembered, so that a copy of one is not carried out again. */
public enum Deduplication {
  /** Every request (RFC 7252 section 4.5). */
  FULL,

  /** Those whose method is not idempotent: carrying another one out twice does no harm. */
  IDEMPOTENT,

  /** None. */
  OFF;

  private static final int GET = 1;
  private static final int PUT = 3;
  private static final int DELETE = 4;
  private static final int FETCH = 5;
  private static final int IPATCH = 7;

  /** Whether a request of this code is remembered (idempotent: RFC 7252, 5.1, and RFC 8132, 2). */
  boolean remembers(int code) {
    return switch (this) {
      case FULL -> true;
      case OFF -> false;
      case IDEMPOTENT ->
          switch (code) {
            case GET, PUT, DELETE, FETCH, IPATCH -> false;
            default -> true;
          };
    };
  }
}
