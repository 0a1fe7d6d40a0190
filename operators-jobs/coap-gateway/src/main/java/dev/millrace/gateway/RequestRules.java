package dev.millrace.gateway;

import dev.millrace.gateway.admission.SenderRates;
import dev.millrace.gateway.credential.DeviceIdentity;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.californium.elements.EndpointContext;

/**
 * By what a request is judged; a reload replaces it as a whole, so a request meets the old rules or
 * the new ones, never some of both. Immutable.
 *
 * @param rates what each sender may ask for; empty for any number of requests
 * @param processingDelay after which a confirmable request gets an empty acknowledgement
 */
record RequestRules(
    RequestRouter router,
    Responses responses,
    Optional<SenderRates> rates,
    Duration processingDelay) {
  static RequestRules of(Routes routes, Limits limits) {
    return new RequestRules(
        new RequestRouter(routes, limits.maxPayloadBytes()),
        new Responses(limits),
        limits
            .senderRate()
            .map(rate -> new SenderRates(rate.perSecond(), rate.burst(), System::nanoTime)),
        limits.processingDelay());
  }

  /** Whether the sender of a request may ask for one more thing now. */
  boolean admits(EndpointContext sender) {
    return rates.isEmpty() || rates.get().admits(sender(sender));
  }

  /** A known device is one sender wherever it comes from. */
  private static Object sender(EndpointContext from) {
    String identity = DeviceIdentity.of(from.getPeerIdentity());
    return identity.isEmpty() ? from.getPeerAddress() : identity;
  }
}
