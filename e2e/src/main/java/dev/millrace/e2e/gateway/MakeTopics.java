package dev.millrace.e2e.gateway;

import dev.millrace.controllog.KafkaConnection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes topics of one partition. */
public final class MakeTopics {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private MakeTopics() {}

  /** Arguments: broker and names. */
  public static void main(String[] arguments) throws Exception {
    List<NewTopic> topics =
        Arrays.stream(arguments)
            .skip(1)
            .map(name -> new NewTopic(name, Optional.of(1), Optional.empty()))
            .toList();
    try (Admin admin = KafkaConnection.plain(arguments[0]).admin("e2e-topics")) {
      admin.createTopics(topics).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }
}
