package dev.millrace.fleet.exchange;

/** What can happen to an exchange that is under way. */
public sealed interface ExchangeEvent {
  /** The state's deadline has come. */
  record Timeout() implements ExchangeEvent {}

  /** An acknowledgement without a response: the response will come separately. */
  record EmptyAcknowledgement() implements ExchangeEvent {}

  /** A Reset of the request. */
  record Reset() implements ExchangeEvent {}

  /**
   * The response, in the acknowledgement or separate. It also stands for an acknowledgement that
   * was lost (RFC 7252 section 5.2.2).
   *
   * @param code raw response code
   */
  record Response(int code) implements ExchangeEvent {}
}
