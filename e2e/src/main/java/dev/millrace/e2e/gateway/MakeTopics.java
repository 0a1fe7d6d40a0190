package dev.millrace.e2e.gateway;

import dev.millrace.controllog.KafkaConnection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** Makes topics of one partition. */
public final class MakeTopics {
  private static final String COMPACT = "=compact";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private MakeTopics() {}

  /** Arguments: broker and names, each with {@code =compact} behind it if it is to be compacted. */
  public static void main(String[] arguments) throws Exception {
    List<NewTopic> topics = Arrays.stream(arguments).skip(1).map(MakeTopics::topic).toList();
    try (Admin admin = KafkaConnection.plain(arguments[0]).admin("e2e-topics")) {
      admin.createTopics(topics).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private static NewTopic topic(String argument) {
    boolean compacted = argument.endsWith(COMPACT);
    String name =
        compacted ? argument.substring(0, argument.length() - COMPACT.length()) : argument;
    NewTopic topic = new NewTopic(name, Optional.of(1), Optional.empty());
    return compacted
        ? topic.configs(
            Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT))
        : topic;
  }
}
