package dev.millrace.gateway;

import dev.millrace.gateway.block.Uploads;
import org.eclipse.californium.core.network.ExtendedCoapStackFactory;
import org.eclipse.californium.core.network.Outbox;
import org.eclipse.californium.core.network.stack.CoapStack;
import org.eclipse.californium.elements.EndpointContextMatcher;
import org.eclipse.californium.elements.config.Configuration;

/** Makes the stacks of listeners. */
// Californium's own interface extends a deprecated one.
@SuppressWarnings("deprecation")
record StackFactory(Uploads uploads, PartRules rules) implements ExtendedCoapStackFactory {
  @Override
  public CoapStack createCoapStack(
      String protocol,
      String tag,
      Configuration settings,
      EndpointContextMatcher matcher,
      Outbox outbox,
      Object argument) {
    return new GatewayStack(tag, settings, matcher, outbox, new UploadLayer(uploads, rules));
  }

  @Override
  public CoapStack createCoapStack(
      String protocol, String tag, Configuration settings, Outbox outbox, Object argument) {
    return createCoapStack(protocol, tag, settings, null, outbox, argument);
  }
}
