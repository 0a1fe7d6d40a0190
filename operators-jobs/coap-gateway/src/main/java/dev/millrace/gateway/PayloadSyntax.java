package dev.millrace.gateway;

import dev.millrace.stream.codec.Codecs;
import dev.millrace.stream.codec.ContentFormat;
import java.util.Optional;

/** Says whether a payload is what its content format claims. */
@FunctionalInterface
interface PayloadSyntax {
  /** What is wrong and where, in a few words; empty if nothing is. */
  Optional<String> problem(ContentFormat format, byte[] payload);

  /**
   * Whether that takes some microseconds at most, whatever is in a payload of so many bytes. The
   * thread that receives may look at it then.
   */
  default boolean isQuick(int bytes) {
    return false;
  }

  /** The formats of {@link ContentFormat}. Their parsers take time in proportion to the payload. */
  static PayloadSyntax ofFormats() {
    return new PayloadSyntax() {
      @Override
      public Optional<String> problem(ContentFormat format, byte[] payload) {
        return Codecs.syntaxError(format, payload);
      }

      @Override
      public boolean isQuick(int bytes) {
        return bytes <= CoapSettings.BLOCK_BYTES;
      }
    };
  }
}
