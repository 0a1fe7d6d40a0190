package dev.millrace.controllog;

import static dev.millrace.controllog.TestBroker.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.controllog.PartitionHistory.Begun;
import dev.millrace.controllog.TestBroker.Broker;
import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.Birth;
import dev.millrace.stream.handover.ControlRecord.Drained;
import dev.millrace.stream.handover.ControlRecord.Opened;
import dev.millrace.stream.handover.ControlRecord.Switch;
import dev.millrace.stream.handover.Cut;
import dev.millrace.stream.handover.StatePassage;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestBroker.class)
class StageHistoriesTest {
  private static final String STAGE = "history.count";

  @Test
  void everyValidBirthAndEveryRouterIsRemembered(Broker broker) throws Exception {
    try (ControlLog log = broker.log("history", "p1")) {
      append(log, new Birth(0, "r1", 1, 0));
      append(log, new Birth(0, "r2", 3, 70));
      append(log, new Birth(0, "r2", 2, 42));
      append(log, new Birth(1, "r1", 1, 5));
      long source = log.join(STAGE, "r1", Set.of(1), PATIENCE).get(1).id();
      long router = log.join(STAGE, "router", Set.of(1), PATIENCE).get(1).id();
      long there = append(log, new Switch(1, "m", "r1", "router", 0, true, StatePassage.ROUTED));
      append(log, new Drained(1, there, source, new Cut(9, 8, 7)));
      append(log, new Opened(1, there, router, 9));
      long back = append(log, new Switch(1, "m", "router", "r1", 0, true));
      append(log, new Drained(1, back, router, new Cut(12, 8, 7)));
      append(log, new Opened(1, back, source, 12));

      StageHistories histories = StageHistories.read(broker.kafka(), "history", PATIENCE);

      assertThat(histories.of(STAGE).get(0))
          .isEqualTo(new PartitionHistory(List.of(new Begun(1, 0), new Begun(2, 42)), false));
      assertThat(histories.of(STAGE).get(1))
          .isEqualTo(new PartitionHistory(List.of(new Begun(1, 5)), true));
      assertThat(histories.of("history.other")).isEmpty();
    }
  }

  private static long append(ControlLog log, ControlRecord record) throws Exception {
    return log.append(STAGE, record).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
