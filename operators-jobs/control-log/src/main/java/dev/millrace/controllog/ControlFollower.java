package dev.millrace.controllog;

import dev.millrace.stream.handover.Ownership;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Folds a control log as it is read. The follower's thread writes, everybody reads; whoever has
 * waited for a position finds its records folded and handed to the subscriptions.
 */
final class ControlFollower implements PartitionFollower.Reader {
  private final String log;
  private final LogBounds bounds;
  private final ReadPosition position;
  private final EndWatch ends;
  private final Subscriptions subscriptions;
  private final List<JoinWatch> joins = new ArrayList<>();
  private LogFold fold;

  ControlFollower(
      String log, LogBounds bounds, ReadPosition position, Subscriptions subscriptions) {
    this.log = log;
    this.bounds = bounds;
    this.position = position;
    this.ends = new EndWatch(bounds, position);
    this.subscriptions = subscriptions;
  }

  @Override
  public long begin() throws ControlLogException, InterruptedException {
    long begin = bounds.begin();
    // The end after the beginning: LogFold rests on this order.
    long end = bounds.end();
    synchronized (this) {
      fold = new LogFold(begin, end);
    }
    // Nobody follows at the first beginning. At a later one some have missed records, which no fold
    // makes up for. They go before anybody hears that reading has begun, and subscribes again.
    subscriptions.endAll(
        new ControlLogException(
            "%s begins at offset %d now, some records were deleted before this process had read them. Join anew."
                .formatted(log, begin)));
    position.startAt(begin);
    return begin;
  }

  @Override
  public void read(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecordException {
    ControlLogRecord read = ControlRecordCodec.read(record);
    synchronized (this) {
      fold.add(read);
      joins.forEach(join -> join.look(read, fold));
    }
    subscriptions.hand(read);
    position.reached(read.offset() + 1);
  }

  @Override
  public void reached(long offset) {
    synchronized (this) {
      fold.advance(offset);
    }
    position.reached(offset);
    ends.askIfDue();
  }

  @Override
  public void failed(ControlLogException reason) {
    position.failed(reason);
    subscriptions.endAll(reason);
  }

  synchronized Optional<Ownership> ownership(ControlKey key) {
    return fold.ownership(key);
  }

  synchronized LogStates states() {
    return fold.states();
  }

  synchronized JoinWatch watchJoins(ControlKey key, String replica) {
    JoinWatch join = new JoinWatch(key, replica);
    joins.add(join);
    return join;
  }

  synchronized void unwatch(List<JoinWatch> done) {
    joins.removeAll(done);
  }

  synchronized Ownership at(JoinWatch join, long offset) {
    return join.at(offset);
  }
}
