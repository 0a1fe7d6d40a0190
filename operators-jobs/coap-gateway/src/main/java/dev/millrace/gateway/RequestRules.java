package dev.millrace.gateway;

import java.time.Duration;

/**
 * By what a request is judged; a reload replaces it as a whole, so a request meets the old rules or
 * the new ones, never some of both. Immutable.
 *
 * @param processingDelay after which a confirmable request gets an empty acknowledgement
 */
record RequestRules(RequestRouter router, Responses responses, Duration processingDelay) {
  static RequestRules of(RouteTable routes, Limits limits) {
    return new RequestRules(
        new RequestRouter(routes, limits.maxPayloadBytes()),
        new Responses(limits),
        limits.processingDelay());
  }
}
