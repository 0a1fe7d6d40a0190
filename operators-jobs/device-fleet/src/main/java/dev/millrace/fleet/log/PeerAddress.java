package dev.millrace.fleet.log;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Reads and writes {@code ip:port}, the form in which a gateway's records name a device. */
public final class PeerAddress {
  private PeerAddress() {}

  /** {@code 127.0.0.1:5683}, or {@code [::1]:5683} for an IPv6 address. */
  public static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + address.getPort();
  }

  /**
   * The address that {@code text} names; an IPv6 address may stand with or without brackets. Names
   * are not resolved.
   *
   * @throws IllegalArgumentException if {@code text} is not an IP address, a colon and a port
   */
  public static InetSocketAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    // Only a literal may reach getByName, which would ask the name service for anything else.
    if (!host.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.%a-zA-Z]*")) {
      throw new IllegalArgumentException("not an address: '" + text + "'; write ip:port");
    }
    try {
      return new InetSocketAddress(
          InetAddress.getByName(host), Integer.parseInt(text.substring(colon + 1)));
    } catch (UnknownHostException | IllegalArgumentException e) {
      throw new IllegalArgumentException("not an address: '" + text + "'; write ip:port", e);
    }
  }
}
