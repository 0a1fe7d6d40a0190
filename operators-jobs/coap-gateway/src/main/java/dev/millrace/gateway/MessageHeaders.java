package dev.millrace.gateway;

import dev.millrace.stream.codec.ContentFormat;
import dev.millrace.stream.stage.RecordHeader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;

/**
 * The headers of the records that a gateway writes. Peer, token and message id together name the
 * exchange that a device has been acknowledged.
 */
public final class MessageHeaders {
  /** The sender's address and port: {@code 192.0.2.1:40000}, {@code [2001:db8::1]:40000}. */
  public static final String PEER = "coap-peer";

  /** The bytes of the request's token. */
  public static final String TOKEN = "coap-token";

  /** The request's message id, in decimal. */
  public static final String MESSAGE_ID = "coap-mid";

  /** Headers beside the variables'. */
  private static final int OTHERS = 4;

  private MessageHeaders() {}

  static List<Header> of(DeviceMessage message, ContentFormat format) {
    List<Header> headers = new ArrayList<>(OTHERS + message.variables().size());
    headers.add(text(RecordHeader.CONTENT_FORMAT, Integer.toString(format.number())));
    message
        .variables()
        .forEach((name, value) -> headers.add(text(RecordHeader.PATH_PREFIX + name, value)));
    headers.add(header(TOKEN, message.token()));
    headers.add(text(PEER, message.peerText()));
    headers.add(text(MESSAGE_ID, Integer.toString(message.mid())));
    return headers;
  }

  private static Header text(String name, String value) {
    return header(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static Header header(String name, byte[] value) {
    return new org.apache.kafka.common.header.internals.RecordHeader(name, value);
  }
}
