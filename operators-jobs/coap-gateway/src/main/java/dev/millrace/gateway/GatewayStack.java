package dev.millrace.gateway;

import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.Outbox;
import org.eclipse.californium.core.network.stack.BaseCoapStack;
import org.eclipse.californium.core.network.stack.BlockwiseLayer;
import org.eclipse.californium.core.network.stack.CongestionControlLayer;
import org.eclipse.californium.core.network.stack.ExchangeCleanupLayer;
import org.eclipse.californium.core.network.stack.Layer;
import org.eclipse.californium.core.network.stack.ObserveLayer;
import org.eclipse.californium.elements.EndpointContextMatcher;
import org.eclipse.californium.elements.config.Configuration;

/**
 * The layers of Californium's stack for UDP, and one that puts uploads together.
 *
 * <p>Answers in blocks are Californium's, of which it keeps a bounded number until all blocks are
 * fetched. Who asks for a later block of an answer that is not kept gets it of a new answer, and
 * sees by the ETag whether it belongs to the first (RFC 7959 section 2.4).
 */
final class GatewayStack extends BaseCoapStack {
  /** How many answers are kept at each listener; each is as long as discovery's. */
  private static final int MAX_ANSWERS = 1_000;

  GatewayStack(
      String tag,
      Configuration settings,
      EndpointContextMatcher matcher,
      Outbox outbox,
      UploadLayer uploads) {
    super(outbox);
    Configuration bounded =
        new Configuration(settings).set(CoapConfig.MAX_ACTIVE_PEERS, MAX_ANSWERS);
    setLayers(
        new Layer[] {
          new ExchangeCleanupLayer(settings),
          new ObserveLayer(settings),
          new BlockwiseLayer(tag, false, bounded, matcher),
          uploads,
          CongestionControlLayer.newImplementation(tag, settings)
        });
  }
}
