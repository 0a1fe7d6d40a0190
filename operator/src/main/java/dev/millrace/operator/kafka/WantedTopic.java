package dev.millrace.operator.kafka;

import java.util.ArrayList;
import java.util.List;

/**
 * A topic that a gateway names beside those of its messages.
 *
 * @param name of the topic
 * @param use what it is for
 * @param partitions as many as it has to have, or null if that is not the gateway's to say; then it
 *     is not the gateway's to make either
 * @param field of the specification that names the topic
 */
record WantedTopic(String name, TopicUse use, Integer partitions, String field) {
  /** Whether it may be made if it is not there. */
  boolean isMakeable() {
    return partitions != null;
  }

  /** What is wrong with it as it is, each with what to do. */
  List<String> problems(FoundTopic found) {
    List<String> problems = new ArrayList<>();
    if (partitions != null && partitions != found.partitions()) {
      problems.add(
          use == TopicUse.SESSIONS
              ? "topic '%s' has %d partitions, not 1: name another topic in %s"
                  .formatted(name, found.partitions(), field)
              : "topic '%s' has %d partitions, not %d: correct the number beside %s, or name another topic"
                  .formatted(name, found.partitions(), partitions, field));
    }
    use.problem(name, found).ifPresent(said -> problems.add("topic '" + name + "' " + said));
    return problems;
  }

  /** What to do if it is not there. */
  String absence() {
    return "no topic '%s': declare it in a StreamPipeline, say the number of its partitions beside %s, or create it with %s"
        .formatted(
            name,
            field,
            String.join(
                " ",
                use.settings().entrySet().stream()
                    .map(one -> one.getKey() + "=" + one.getValue())
                    .sorted()
                    .toList()));
  }
}
