package dev.millrace.fleet.transport;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * The sockets of a fleet's devices, each with an address of its own and one peer, the gateway.
 * {@link #send} and {@link #receive} are for one thread, {@link #wakeUp} for any.
 */
public interface Transport extends AutoCloseable {
  /** Takes in datagrams. */
  @FunctionalInterface
  interface Receiver {
    /** A datagram has come to the socket of {@code device}. */
    void received(int device, byte[] datagram);
  }

  /** Address and port of the socket of {@code device}, as the gateway sees them. */
  InetSocketAddress local(int device);

  /**
   * Sends a datagram without waiting.
   *
   * @return false if it certainly did not leave the machine
   * @throws IOException if the socket has failed for good
   */
  boolean send(int device, byte[] datagram) throws IOException;

  /**
   * Waits for datagrams, at most {@code nanos} and not at all if that is not positive, and hands
   * over those that are there.
   *
   * @throws IOException if the sockets have failed for good
   */
  void receive(long nanos, Receiver receiver) throws IOException;

  /** Makes a {@link #receive} that waits, or else the next one, return at once. */
  void wakeUp();

  /** Closes all sockets. */
  @Override
  void close() throws IOException;
}
