package dev.millrace.gateway;

import dev.millrace.stream.codec.ContentFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The usual syntax, but the look at one payload after it was armed fails. */
record Tripwire(AtomicBoolean armed) implements PayloadSyntax {
  private static final PayloadSyntax USUAL = PayloadSyntax.ofFormats();

  @Override
  public Optional<String> problem(ContentFormat format, byte[] payload) {
    if (armed.get() && armed.compareAndSet(true, false)) {
      throw new StackOverflowError("a fault that was asked for");
    }
    return USUAL.problem(format, payload);
  }

  @Override
  public boolean isQuick(int bytes) {
    return USUAL.isQuick(bytes);
  }
}
