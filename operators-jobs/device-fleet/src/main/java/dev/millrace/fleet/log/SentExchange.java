package dev.millrace.fleet.log;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * A request as it was first transmitted; its retransmissions are the same bytes and the same
 * exchange.
 *
 * @param device number of the device, from 0
 * @param local address and port of the device's socket, which the gateway sees as its peer
 * @param messageId Message ID, 0 to 65,535
 * @param token the eight bytes of the token, in network order
 * @param payloadLength bytes of the payload
 * @param payloadHash {@link PayloadHash} of the payload
 * @param repeat 0 for a reading's first exchange, n for its n-th repetition after 5.03
 * @param dueMicros when the reading was due, in microseconds since the epoch
 * @param sentMicros when the first datagram was sent, in microseconds since the epoch
 */
public record SentExchange(
    int device,
    InetSocketAddress local,
    int messageId,
    long token,
    int payloadLength,
    long payloadHash,
    int repeat,
    long dueMicros,
    long sentMicros) {

  /** The token as it stands in the datagram. */
  public byte[] tokenBytes() {
    return ByteBuffer.allocate(Long.BYTES).putLong(token).array();
  }
}
