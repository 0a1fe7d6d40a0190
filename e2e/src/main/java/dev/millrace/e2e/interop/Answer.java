package dev.millrace.e2e.interop;

/**
 * What a foreign client got.
 *
 * @param code as {@code 2.04}; {@link #NONE} if no answer came
 * @param body of a successful answer
 */
// A body is compared byte by byte where it is compared.
@SuppressWarnings("ArrayRecordComponent")
record Answer(String code, byte[] body) {
  /** In place of a code. */
  static final String NONE = "none";
}
