package dev.millrace.gateway;

import dev.millrace.stream.codec.ContentFormat;
import java.util.Optional;

/** Says whether a payload is what its content format claims. */
@FunctionalInterface
interface PayloadSyntax {
  /** What is wrong and where, in a few words; empty if nothing is. */
  Optional<String> problem(ContentFormat format, byte[] payload);
}
