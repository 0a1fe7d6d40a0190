package dev.millrace.local.bench.coap;

import dev.millrace.gateway.MessageHeaders;
import dev.millrace.stream.codec.Codecs;
import dev.millrace.stream.codec.ContentFormat;
import dev.millrace.stream.stage.RecordHeader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.OptionSet;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.eclipse.californium.core.server.resources.Resource;

/**
 * The short way from a POST to the record that the gateway makes of it: JSON is looked at, the last
 * segment of the path is the key, and the answer is 2.04 when the broker has acknowledged. It knows
 * one resource, and keeps no order, bound or count.
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
    OptionSet options = exchange.getRequestOptions();
    byte[] payload = exchange.getRequestPayload();
    if (options.getContentFormat() != ContentFormat.JSON.number()) {
      exchange.respond(ResponseCode.UNSUPPORTED_CONTENT_FORMAT);
    } else if (Codecs.syntaxError(ContentFormat.JSON, payload).isPresent()) {
      exchange.respond(ResponseCode.BAD_REQUEST);
    } else {
      List<String> path = options.getUriPath();
      String device = path.get(path.size() - 1);
      var unused =
          producer.send(
              new ProducerRecord<>(
                  topic,
                  null,
                  System.currentTimeMillis(),
                  bytes(device),
                  payload,
                  headers(exchange.advanced().getRequest(), device)),
              (metadata, error) ->
                  exchange.respond(
                      error == null ? ResponseCode.CHANGED : ResponseCode.SERVICE_UNAVAILABLE));
    }
  }

  private static List<Header> headers(Request request, String device) {
    InetSocketAddress peer = request.getSourceContext().getPeerAddress();
    return List.of(
        header(RecordHeader.CONTENT_FORMAT, bytes(Integer.toString(ContentFormat.JSON.number()))),
        header(RecordHeader.PATH_PREFIX + PostProcess.VARIABLE, bytes(device)),
        header(MessageHeaders.TOKEN, request.getTokenBytes()),
        header(
            MessageHeaders.PEER, bytes(peer.getAddress().getHostAddress() + ":" + peer.getPort())),
        header(MessageHeaders.MESSAGE_ID, bytes(Integer.toString(request.getMID()))));
  }

  private static Header header(String name, byte[] value) {
    return new org.apache.kafka.common.header.internals.RecordHeader(name, value);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
