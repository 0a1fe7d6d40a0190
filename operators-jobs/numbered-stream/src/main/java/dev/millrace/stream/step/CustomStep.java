package dev.millrace.stream.step;

import dev.millrace.stream.record.Row;
import dev.millrace.stream.record.Schema;
import java.util.Map;

/**
 * A step of your own in Java. Each partition of a stage has its own instance, made by the public
 * constructor without parameters, and calls it from one thread.
 *
 * <p>It must be deterministic: what it emits and keeps may depend on its parameters and on what
 * {@link #process} is given, and on nothing else, neither clock nor randomness nor fields of its
 * own that change: after a restart or a move only what is in {@link CustomState} is still there.
 */
public interface CustomStep {
  /**
   * Called once, before the first record; also once when the manifest is checked.
   *
   * @param parameters as the manifest gives them
   * @param input fields of the records that come
   * @param output fields of the records to emit
   * @throws Exception if the parameters or the fields are not what the step needs; the message is
   *     shown to whoever wrote the manifest
   */
  void open(Map<String, String> parameters, Schema input, Schema output) throws Exception;

  /**
   * Takes one record. If it throws, the record becomes a dead letter, what it has emitted is
   * dropped and the state stays as it was before.
   *
   * @param state of the record's key
   * @param record not to be changed, nor to be used after the call
   * @param key the record key, empty if there is none
   * @param eventTime in milliseconds since the epoch; emitted records have the same
   * @param emit takes results, which have the same key and event time
   * @throws Exception for a record that cannot be processed
   */
  void process(CustomState state, Row record, String key, long eventTime, Emitter emit)
      throws Exception;
}
