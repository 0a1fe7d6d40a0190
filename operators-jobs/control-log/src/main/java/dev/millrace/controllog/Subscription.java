package dev.millrace.controllog;

/** Records of one partition go to a listener until this is closed. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
  /** No record is handed over any more, but for one that is being handed over now. */
  @Override
  void close();
}
