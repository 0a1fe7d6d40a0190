package dev.millrace.controllog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.Birth;
import dev.millrace.stream.handover.ControlRecord.Joined;
import dev.millrace.stream.handover.ControlRecord.Switch;
import org.junit.jupiter.api.Test;

class JoinWatchTest {
  private final ControlKey key = new ControlKey("s", 0);
  private final LogFold fold = new LogFold(0, 0);
  private final JoinWatch watch = new JoinWatch(key, "r1");

  @Test
  void whatIsReadBehindTheOwnRecordIsNotPartOfIt() {
    read(0, new Birth(0, "r1", 1, 0));
    read(1, new Joined(0, "r1"));
    read(2, new Switch(0, "m", "r1", "r2", 0, false));
    read(3, new Joined(0, "r1"));
    assertThat(watch.at(1).incarnation("r1")).isEqualTo(1);
    assertThat(watch.at(1).pending()).isNull();
    assertThat(watch.at(3).incarnation("r1")).isEqualTo(3);
    assertThat(watch.at(3).isPending(2)).isTrue();
  }

  @Test
  void otherReplicasAndPartitionsAreNotItsOwn() {
    read(0, new Joined(0, "r2"));
    watch.look(new ControlLogRecord(new ControlKey("s2", 0), 1, new Joined(0, "r1")), fold);
    assertThat(watch.at(0)).isNull();
    assertThat(watch.at(1)).isNull();
  }

  private void read(long offset, ControlRecord record) {
    ControlLogRecord read = new ControlLogRecord(key, offset, record);
    fold.add(read);
    watch.look(read, fold);
  }
}
