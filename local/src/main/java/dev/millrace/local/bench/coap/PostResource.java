package dev.millrace.local.bench.coap;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.eclipse.californium.core.server.resources.Resource;

/**
 * The short way from a POST to a topic: the last segment of the path is the key, and the answer is
 * 2.04 when the broker has acknowledged. It looks at no payload, as the gateway does.
 */
final class PostResource extends CoapResource {
  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final AtomicLong handled = new AtomicLong();

  PostResource(String name, KafkaProducer<byte[], byte[]> producer, String topic) {
    super(name);
    this.producer = producer;
    this.topic = topic;
  }

  long handled() {
    return handled.get();
  }

  /** Serves all paths below its own. */
  @Override
  public Resource getChild(String name) {
    return this;
  }

  @Override
  public void handlePOST(CoapExchange exchange) {
    handled.incrementAndGet();
    List<String> path = exchange.getRequestOptions().getUriPath();
    byte[] key = path.get(path.size() - 1).getBytes(StandardCharsets.UTF_8);
    var unused =
        producer.send(
            new ProducerRecord<>(topic, key, exchange.getRequestPayload()),
            (metadata, error) ->
                exchange.respond(
                    error == null ? ResponseCode.CHANGED : ResponseCode.SERVICE_UNAVAILABLE));
  }
}
