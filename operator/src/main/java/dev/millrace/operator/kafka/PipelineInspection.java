package dev.millrace.operator.kafka;

import dev.millrace.api.StageSpec;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.operator.status.Reason;
import dev.millrace.stream.handover.Handover;
import dev.millrace.stream.handover.Ownership;
import dev.millrace.stream.migration.Standby;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One look at Kafka for one pipeline: its topics are made and checked, and its control log is read
 * to its end. Nothing stays open, so that a thousand pipelines at rest cost nothing.
 *
 * @param timeout of each question
 */
record PipelineInspection(Duration timeout)
    implements Inspection<StreamPipelineSpec, PipelineFacts> {
  @Override
  public PipelineFacts look(KafkaConnection kafka, String pipeline, StreamPipelineSpec spec)
      throws InterruptedException {
    try {
      new TopicKeeper(kafka, timeout).ensure(TopicPlan.of(pipeline, spec));
    } catch (KafkaTroubleException e) {
      return PipelineFacts.unknown(e.reason(), e.getMessage());
    }
    try (ControlLog log = ControlLog.open(kafka, pipeline, "millrace-operator", timeout)) {
      log.readToEnd(timeout);
      Map<String, List<String>> owners = new TreeMap<>();
      Map<String, Set<String>> heirs = new TreeMap<>();
      for (StageSpec stage : spec.stages()) {
        int partitions = spec.topics().get(stage.from()).partitions();
        List<Ownership> all = ownerships(log, pipeline + "." + stage.name(), partitions);
        // There may be nulls among the owners.
        owners.put(
            stage.name(),
            all.stream().map(Ownership::owner).collect(Collectors.toCollection(ArrayList::new)));
        heirs.put(
            stage.name(),
            all.stream()
                .map(Ownership::pending)
                .filter(Standby::isTakeOver)
                .map(Handover::to)
                .collect(Collectors.toSet()));
      }
      return PipelineFacts.known(owners, heirs);
    } catch (ControlLogException e) {
      Reason reason =
          e.getCause() == null ? Reason.KafkaRefused : KafkaTroubleException.reason(e.getCause());
      return PipelineFacts.unknown(reason, e.getMessage());
    }
  }

  @Override
  public PipelineFacts unknown(Reason reason, String message) {
    return PipelineFacts.unknown(reason, message);
  }

  private static List<Ownership> ownerships(ControlLog log, String stage, int partitions)
      throws ControlLogException {
    List<Ownership> all = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      all.add(log.ownership(stage, partition).orElse(Ownership.NONE));
    }
    return all;
  }
}
