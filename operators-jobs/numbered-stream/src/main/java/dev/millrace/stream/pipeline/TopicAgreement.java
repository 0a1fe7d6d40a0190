package dev.millrace.stream.pipeline;

import dev.millrace.api.FieldType;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.api.TopicSpec;
import dev.millrace.api.manifest.FieldPath;
import dev.millrace.api.manifest.Resource;
import dev.millrace.stream.record.Schema;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Pipelines that declare one topic say the same of it: partitions, format, tick interval, and the
 * type of every field that both name.
 */
final class TopicAgreement {
  private TopicAgreement() {}

  private record First(Resource<StreamPipelineSpec> pipeline, TopicSpec topic) {}

  static void check(Inventory inventory, Problems problems) {
    Map<String, First> first = new HashMap<>();
    for (Resource<StreamPipelineSpec> pipeline : inventory.pipelines()) {
      StageSite.topics(pipeline)
          .forEach(
              (name, topic) -> {
                First before = first.putIfAbsent(name, new First(pipeline, topic));
                if (before != null) {
                  compare(name, before, pipeline, topic, problems);
                }
              });
    }
  }

  private static void compare(
      String name,
      First before,
      Resource<StreamPipelineSpec> pipeline,
      TopicSpec topic,
      Problems problems) {
    FieldPath place = StageSite.topicPlace(name);
    Comparison comparison = new Comparison(name, place, before.pipeline(), pipeline, problems);
    comparison.same("partitions", before.topic().partitions(), topic.partitions());
    comparison.same("format", before.topic().format(), topic.format());
    comparison.same("tickInterval", before.topic().tickInterval(), topic.tickInterval());
    Map<String, FieldType> known =
        before.topic().fields() == null ? Map.of() : before.topic().fields();
    Map<String, FieldType> fields = topic.fields() == null ? Map.of() : topic.fields();
    Comparison inFields = comparison.within("fields");
    fields.forEach((field, type) -> inFields.same(field, known.getOrDefault(field, type), type));
  }

  private record Comparison(
      String topic,
      FieldPath place,
      Resource<StreamPipelineSpec> before,
      Resource<StreamPipelineSpec> here,
      Problems problems) {

    Comparison within(String field) {
      return new Comparison(topic, place.field(field), before, here, problems);
    }

    void same(String what, Object there, Object value) {
      if (!Objects.equals(there, value)) {
        problems.add(
            here,
            place.field(what),
            "topic %s has %s %s here and %s in pipeline %s (%s)."
                .formatted(
                    topic,
                    what,
                    text(value),
                    text(there),
                    before.name(),
                    before.source().locate(place)),
            "A topic is the same for all pipelines.");
      }
    }

    private static String text(Object value) {
      return switch (value) {
        case null -> "not set";
        case FieldType type -> Schema.label(type);
        default -> value.toString();
      };
    }
  }
}
