package dev.millrace.gateway.socket;

/** Learns what becomes of datagrams that reach no handler. */
public interface IntakeObserver {
  /** A copy of a request got the answer again. */
  void answeredAgain();

  /** A copy of a request needed no reaction. */
  void ignored();

  /** A request was dropped, because it could not be remembered. */
  void noRoom();

  /** An answer was too long to be remembered; copies of its request get nothing. */
  void tooLongToRemember();

  /** A datagram was not a CoAP message, or not one that may be sent. */
  void malformed();

  /** A datagram came while the sessions were being handed over; its sender sends again. */
  void left();

  /** A datagram was lost by a fault of the gateway. */
  void failed(Throwable fault);

  /**
   * A socket was lost, or could not be bound again for a while.
   *
   * @return whether it is worth to bind it again
   */
  boolean socketLost(Throwable reason);
}
