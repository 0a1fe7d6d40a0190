package dev.millrace.gateway;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.Map;

/**
 * Everything the gateway takes from a request to one of its resources. It holds nothing of the CoAP
 * stack, which drops a request's payload once it is answered.
 *
 * @param variables the values of the path's variables
 * @param contentFormat the Content-Format number, -1 if the request has none
 * @param payload the whole body, never null
 * @param identity the authenticated sender, empty if there is none
 * @param mid the message id; of a block-wise request, that of its last block, as is the token
 */
// The bytes are handed on; messages are never compared.
@SuppressWarnings("ArrayRecordComponent")
record DeviceMessage(
    Route route,
    Map<String, String> variables,
    int contentFormat,
    byte[] payload,
    String identity,
    InetSocketAddress peer,
    byte[] token,
    int mid) {
  /** No Content-Format option. */
  static final int NO_FORMAT = -1;

  /** The peer as {@code 192.0.2.1:5683} or {@code [2001:db8::1]:5683}. */
  String peerText() {
    String host = peer.getAddress().getHostAddress();
    return (peer.getAddress() instanceof Inet6Address ? "[" + host + "]" : host)
        + ":"
        + peer.getPort();
  }
}
