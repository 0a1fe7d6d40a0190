package dev.millrace.fleet.log;

/** How CoAP response codes are written (RFC 7252 section 3). */
public final class ResponseCodes {
  private static final int DETAIL_BITS = 5;
  private static final int DETAIL_MASK = 31;

  private ResponseCodes() {}

  /** {@code c.dd}, such as {@code 5.03}; {@code -} for 0, which stands for no response. */
  public static String text(int code) {
    if (code == 0) {
      return "-";
    }
    int detail = code & DETAIL_MASK;
    return (code >> DETAIL_BITS) + (detail < 10 ? ".0" : ".") + detail;
  }

  /** The class of a code: 2 for success, 4 for client and 5 for server error. */
  public static int classOf(int code) {
    return code >> DETAIL_BITS;
  }
}
