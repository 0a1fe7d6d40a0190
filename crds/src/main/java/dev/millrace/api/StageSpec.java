package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** One input log, steps, one output log: the unit of deployment and of migration. */
@ValidationRule(
    value = "self.from != self.to.topic",
    message = "a stage must not write the topic that it reads: it would feed itself",
    fieldPath = ".to.topic")
@ValidationRule(
    value = "!has(self.late) || (self.late != self.from && self.late != self.to.topic)",
    message = "late needs a topic of its own, neither from nor to.topic",
    fieldPath = ".late")
@ValidationRule(
    value =
        "!has(self.deadLetters) || (self.deadLetters != self.from && self.deadLetters != self.to.topic)",
    message = "deadLetters needs a topic of its own, neither from nor to.topic",
    fieldPath = ".deadLetters")
@ValidationRule(
    value = "!has(self.standby) || self.standby != self.pool",
    message = "standby must be another pool than pool",
    fieldPath = ".standby")
@ValidationRule(
    value = "!has(self.stateBackend) || (has(self.engine) && self.engine == 'Flink')",
    message = "stateBackend needs engine: Flink",
    fieldPath = ".stateBackend")
public record StageSpec(
    @JsonPropertyDescription("Name, once in the pipeline.")
        @Required
        @Size(max = Syntax.LABEL_LENGTH)
        @Pattern(Syntax.LABEL)
        String name,
    @JsonPropertyDescription("Topic that the stage reads: its input log.")
        @Required
        @Size(max = Syntax.TOPIC_LENGTH)
        @Pattern(Syntax.TOPIC)
        String from,
    @JsonPropertyDescription("NodePool that the stage runs on; a change moves the running stage.")
        @Required
        @Size(max = Syntax.LABEL_LENGTH)
        @Pattern(Syntax.LABEL)
        String pool,
    @JsonPropertyDescription(
            "What runs the stage: Light or Flink; absent means Light on an Edge pool and Flink on a Cloud pool.")
        Engine engine,
    @JsonPropertyDescription(
            "Number of replicas that share the partitions; at most as many as the input has partitions.")
        @Default("1")
        @Min(1)
        @Max(Syntax.MAX_PARTITIONS)
        Integer parallelism,
    @JsonPropertyDescription("NodePool of a hot standby.")
        @Size(max = Syntax.LABEL_LENGTH)
        @Pattern(Syntax.LABEL)
        String standby,
    @JsonPropertyDescription(
            "Steps, applied in this order to each record; none copies the records.")
        @Size(max = Syntax.MAX_STEPS)
        List<StepSpec> steps,
    @JsonPropertyDescription("Topic that the stage writes: its output log.") @Required
        OutputSpec to,
    @JsonPropertyDescription("How far behind log time a record may be and still count.")
        @Default("0s")
        @Size(max = DurationText.MAX_LENGTH)
        @Pattern(DurationText.PATTERN)
        String allowedLateness,
    @JsonPropertyDescription(
            "Topic for records that are too late; absent means that they are counted, and not kept.")
        @Size(max = Syntax.TOPIC_LENGTH)
        @Pattern(Syntax.TOPIC)
        String late,
    @JsonPropertyDescription(
            "Topic for records that cannot be decoded or computed; default PIPELINE.STAGE.dead-letters.")
        @Size(max = Syntax.TOPIC_LENGTH)
        @Pattern(Syntax.TOPIC)
        String deadLetters,
    @JsonPropertyDescription(
            "Numbered: readers drop repeats by the identity in the headers. ExactlyOnce: Kafka transactions, at the cost of commitInterval.")
        @Default("Numbered")
        Delivery delivery,
    @JsonPropertyDescription("How often a transaction ends, with delivery ExactlyOnce.")
        @Default("100ms")
        @Size(max = DurationText.MAX_LENGTH)
        @Pattern(DurationText.POSITIVE_PATTERN)
        String commitInterval,
    @JsonPropertyDescription("How often state is saved.")
        @Default("10s")
        @Size(max = DurationText.MAX_LENGTH)
        @Pattern(DurationText.POSITIVE_PATTERN)
        String checkpointInterval,
    @JsonPropertyDescription(
            "Where Flink keeps state: Heap, or RocksDB for more than memory holds; absent means Heap.")
        StateBackend stateBackend,
    @JsonPropertyDescription("What one replica gets; absent means what the pool says.")
        ResourcesSpec resources) {
  /** What runs the stage; the default follows the pool's tier. */
  public enum Engine {
    Light,
    Flink
  }

  /** How readers are protected from repeats after a crash. */
  public enum Delivery {
    Numbered,
    ExactlyOnce
  }

  /** Where Flink keeps state. */
  public enum StateBackend {
    Heap,
    RocksDB
  }
}
