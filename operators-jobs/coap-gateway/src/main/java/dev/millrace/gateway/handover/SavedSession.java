package dev.millrace.gateway.handover;

import dev.millrace.gateway.exchange.RememberedAnswer;
import java.util.List;

/**
 * A DTLS session whose gateway has ended. It holds keys: never logged.
 *
 * @param fingerprint of the credential that its device came by
 * @param connection as the DTLS stack writes it, with both sequence numbers and the replay window
 * @param answers to its newest requests, which the device may send again
 */
// Nobody changes the arrays.
@SuppressWarnings("ArrayRecordComponent")
public record SavedSession(byte[] fingerprint, byte[] connection, List<RememberedAnswer> answers) {
  public SavedSession {
    answers = List.copyOf(answers);
  }

  /** Without keys. */
  @Override
  public String toString() {
    return "SavedSession[" + connection.length + " bytes]";
  }
}
