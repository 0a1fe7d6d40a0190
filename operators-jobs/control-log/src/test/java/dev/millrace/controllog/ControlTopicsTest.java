package dev.millrace.controllog;

import static dev.millrace.controllog.TestBroker.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.controllog.TestBroker.Broker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestBroker.class)
class ControlTopicsTest {
  private Broker broker;

  @BeforeEach
  void useBroker(Broker shared) {
    broker = shared;
  }

  @Test
  void aControlLogIsCreatedWithOnePartitionThatIsKeptForEver() throws Exception {
    broker.log("created", "p1").close();
    assertThat(partitions("created.millrace.control")).isEqualTo(1);
    Config config = config("created.millrace.control");
    assertThat(config.get("cleanup.policy").value()).isEqualTo("delete");
    assertThat(config.get("retention.ms").value()).isEqualTo("-1");
    assertThat(config.get("retention.bytes").value()).isEqualTo("-1");
  }

  @Test
  void theOtherTopicsAreKeptForAnHour() throws Exception {
    ProgressTopic.open(broker.kafka(), "created", "p1", PATIENCE).close();
    SnapshotTopic.open(broker.kafka(), "created", "p1", PATIENCE);
    assertThat(partitions("created.millrace.progress")).isEqualTo(1);
    for (String topic : List.of("created.millrace.progress", "created.millrace.snapshots")) {
      assertThat(config(topic).get("retention.ms").value()).isEqualTo("3600000");
    }
  }

  @Test
  void aControlLogWithSeveralPartitionsIsRefused() throws Exception {
    broker.createTopic("wide.millrace.control", 2, Map.of("retention.ms", "-1"));
    assertThatThrownBy(() -> broker.log("wide", "p1"))
        .isInstanceOf(ControlLogException.class)
        .hasMessage(
            "topic 'wide.millrace.control' has 2 partitions and needs 1: stop the pipeline and"
                + " delete the topic");
  }

  @Test
  void aControlLogThatForgetsIsRefusedAndLeftAsItIs() throws Exception {
    Map<String, String> settings =
        Map.of("retention.ms", "1000", "retention.bytes", "2000", "cleanup.policy", "compact");
    broker.createTopic("forgets.millrace.control", 1, settings);
    assertThatThrownBy(() -> broker.log("forgets", "p1"))
        .isInstanceOf(ControlLogException.class)
        .hasMessageContaining("'forgets.millrace.control' has retention.ms=1000: set it to -1")
        .hasMessageContaining("'forgets.millrace.control' has retention.bytes=2000: set it to -1")
        .hasMessageContaining("has cleanup.policy=compact: set it to delete")
        .hasMessageContaining(
            "kafka-configs.sh --alter --topic forgets.millrace.control --add-config"
                + " retention.ms=-1");
    assertThat(config("forgets.millrace.control").get("retention.ms").value()).isEqualTo("1000");
  }

  @Test
  void aProgressTopicThatForgetsNothingIsRefused() throws Exception {
    broker.createTopic("keeps.millrace.progress", 1, Map.of("retention.ms", "-1"));
    assertThatThrownBy(() -> ProgressTopic.open(broker.kafka(), "keeps", "p1", PATIENCE))
        .isInstanceOf(ControlLogException.class)
        .hasMessageContaining("has retention.ms=-1: set it to 3600000");
  }

  @Test
  void withoutABrokerOpeningFailsAndSaysWhere() {
    KafkaConnection nowhere = KafkaConnection.plain("127.0.0.1:1");
    assertThatThrownBy(() -> ControlLog.open(nowhere, "none", "p1", Duration.ofMillis(500)))
        .isInstanceOf(ControlLogException.class)
        .hasMessageContaining(
            "cannot describe topic 'none.millrace.control' at 127.0.0.1:1: no answer in time");
  }

  private int partitions(String topic) throws Exception {
    return broker
        .admin()
        .describeTopics(List.of(topic))
        .topicNameValues()
        .get(topic)
        .get()
        .partitions()
        .size();
  }

  private Config config(String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return broker.admin().describeConfigs(List.of(resource)).values().get(resource).get();
  }
}
