package dev.millrace.gateway;

import dev.millrace.stream.codec.ContentFormat;
import dev.millrace.stream.stage.RecordHeader;
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

  private MessageHeaders() {}

  static List<Header> of(DeviceMessage message, ContentFormat format) {
    List<RecordHeader> headers = new ArrayList<>();
    headers.add(RecordHeader.of(RecordHeader.CONTENT_FORMAT, Integer.toString(format.number())));
    message
        .variables()
        .forEach(
            (name, value) -> headers.add(RecordHeader.of(RecordHeader.PATH_PREFIX + name, value)));
    headers.add(new RecordHeader(TOKEN, message.token()));
    headers.add(RecordHeader.of(PEER, message.peerText()));
    headers.add(RecordHeader.of(MESSAGE_ID, Integer.toString(message.mid())));
    return headers.stream().map(MessageHeaders::kafka).toList();
  }

  private static Header kafka(RecordHeader header) {
    return new org.apache.kafka.common.header.internals.RecordHeader(header.name(), header.value());
  }
}
