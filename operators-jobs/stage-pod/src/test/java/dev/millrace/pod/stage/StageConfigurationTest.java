package dev.millrace.pod.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.api.StageSpec.Engine;
import dev.millrace.kafka.StageReplica;
import dev.millrace.kafka.StageSettings;
import dev.millrace.pod.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From files to settings. */
class StageConfigurationTest {
  @TempDir Path root;
  private StageDirectory stage;

  @BeforeEach
  void write() throws Exception {
    stage = new StageDirectory(root, "parking").write("kafka:9092", Engine.Light);
  }

  private StageConfiguration read() throws ConfigurationException {
    return StageConfiguration.read(stage.environment(), Clock.systemUTC());
  }

  @Test
  void readsWhatAnOperatorWrites() throws Exception {
    stage.change("replica.json", "\"inputFrom\": {}", "\"inputFrom\": {\"0\": 17}");

    StageConfiguration read = read();

    assertThat(read.engine()).isEqualTo(Engine.Light);
    assertThat(read.partitions()).isEqualTo(4);
    StageSettings settings = read.settings();
    assertThat(settings.identityName()).isEqualTo("parking.sum");
    assertThat(settings.parallelism()).isEqualTo(2);
    assertThat(settings.replica())
        .isEqualTo(new StageReplica("edge-north", true, Map.of(0, 17L), Map.of()));
    assertThat(settings.directory()).isEqualTo(root.resolve("state").resolve("light"));
    assertThat(settings.tickDelayMillis()).isEqualTo(StageSettings.AS_COMPILED);
    assertThat(settings.kafka().bootstrapServers()).isEqualTo("kafka:9092");
    assertThat(settings.kafka().security()).isEmpty();
  }

  /** They would go from the JobManager to the TaskManagers with Flink's job, in clear. */
  @Test
  void credentialsAreReadByTheClientsAndAreNotInTheSettings() throws Exception {
    Path kafka = Files.createDirectories(root.resolve("kafka"));
    Files.writeString(kafka.resolve("security.protocol"), "SSL\n");
    Files.writeString(kafka.resolve("ssl.key.password"), "top secret\n");

    Map<String, String> security = read().settings().kafka().security();

    assertThat(security.toString()).doesNotContain("top secret", "SSL");
    Map<String, Object> settings = new HashMap<>(security);
    settings.put("bootstrap.servers", "kafka:9092");
    AdminClientConfig client = new AdminClientConfig(settings);
    assertThat(client.getString("security.protocol")).isEqualTo("SSL");
    assertThat(client.getPassword("ssl.key.password").value()).isEqualTo("top secret");

    Files.delete(kafka.resolve("ssl.key.password"));
    assertThatThrownBy(() -> new AdminClientConfig(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("ssl.key.password is not there any more");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          replica.json  | "stage": "sum"           | "stage": "sun"              | replica.json: field 'stage': there is no stage 'sun'
          replica.json  | "engine": "Light"        | "engine": "Heavy"           | replica.json: field 'engine':
          replica.json  | "engine": "Light"        | "engine": null              | replica.json: field 'engine': is missing
          replica.json  | "partitions": 4          | "partitions": 0             | replica.json: field 'partitions': must be at least 1
          replica.json  | "parallelism": 2         | "parallelism": -1           | replica.json: field 'parallelism': must be at least 1
          replica.json  | "inputFrom": {}          | "inputFrom": {"4": 1}       | replica.json: field 'inputFrom.4': there are partitions 0 to 3
          replica.json  | "inputFrom": {}          | "inputFrom": {"1": -1}      | replica.json: field 'inputFrom.1': must not be negative
          replica.json  | "emptyBehind": {}        | "emptyBehind": {"1": 5}     | replica.json: field 'inputFrom.1': is missing
          replica.json  | "founder": true          | "founder": true, "jobManager": {"host": "a", "port": 1} | replica.json: field 'jobManager': is for engine Flink only
          replica.json  | "engine": "Light"        | "engine": "Flink", "jobManager": {"host": "a", "port": 65535} | replica.json: field 'jobManager.port': must be from 1 to 65534
          replica.json  | "engine": "Light"        | "engine": "Flink", "jobManager": {"port": 1} | replica.json: field 'jobManager.host': is missing
          replica.json  | "founder": true          | "founder": true, "found": 1 | replica.json: field 'found': is not known
          pipeline.json | "bootstrapServers"       | "bootstrapServer"           | pipeline.json: field 'kafka.bootstrapServer': is not known
          pipeline.json | sum(value.level)         | sum(value.levle)            | pipeline.json: field 'stages[0].steps[0].running.total':
          """)
  void namesFileAndField(String file, String text, String other, String complaint)
      throws Exception {
    stage.change(file, text, other);

    assertThatThrownBy(this::read)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void namesACredentialThatKafkaDoesNotKnow() throws Exception {
    Path kafka = Files.createDirectories(root.resolve("kafka"));
    Files.writeString(kafka.resolve("sasl.jass.config"), "top secret");

    assertThatThrownBy(this::read)
        .hasMessageContaining("sasl.jass.config")
        .hasMessageNotContaining("top secret");
  }
}
