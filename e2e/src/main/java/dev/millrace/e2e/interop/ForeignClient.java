package dev.millrace.e2e.interop;

import java.nio.file.Path;
import java.util.List;

/** A CoAP client of others, as a command line. */
interface ForeignClient {
  /** The project that it comes from. */
  String name();

  /** Whether it talks {@code coaps} with pre-shared keys. */
  boolean talksCoaps();

  /**
   * The command that carries an order out.
   *
   * @param uri where to
   * @param body file that holds the order's body
   * @param answer file into which the body of the answer may be written
   */
  List<String> command(Order order, String uri, Path body, Path answer);

  /** The command that observes a resource, and prints each state that it hears of. */
  List<String> observe(String uri);

  /**
   * Reads what the command has printed.
   *
   * @param answer what it has written into the file for the answer's body; empty if nothing
   */
  Answer read(Printed printed, byte[] answer);

  /** The two outputs of a command. */
  // Nobody compares them.
  @SuppressWarnings("ArrayRecordComponent")
  record Printed(byte[] out, byte[] err) {}
}
