package dev.millrace.controllog;

import dev.millrace.broker.EmbeddedKafka;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One broker for all tests of the module; it takes seconds to start. */
final class TestBroker implements ParameterResolver, BeforeAllCallback {
  /** For whatever a test waits for; machines may be busy. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What a test gets. */
  record Broker(EmbeddedKafka server, Admin admin, KafkaProducer<byte[], byte[]> producer)
      implements AutoCloseable {
    static Broker start() {
      try {
        EmbeddedKafka server = EmbeddedKafka.start(Files.createTempDirectory("broker"), 0);
        KafkaConnection kafka = KafkaConnection.plain(server.bootstrapServers());
        return new Broker(server, kafka.admin("test"), kafka.producer("test"));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    KafkaConnection kafka() {
      return KafkaConnection.plain(server.bootstrapServers());
    }

    ControlLog log(String pipeline, String clientId) throws Exception {
      return ControlLog.open(kafka(), pipeline, clientId, PATIENCE);
    }

    void createTopic(String name, int partitions, Map<String, String> settings) throws Exception {
      admin
          .createTopics(
              List.of(
                  new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings)))
          .all()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Sends what a test has made up itself; its offset. */
    long send(ProducerRecord<byte[], byte[]> record) throws Exception {
      return producer.send(record).get(PATIENCE.toSeconds(), TimeUnit.SECONDS).offset();
    }

    @Override
    public void close() {
      producer.close();
      admin.close();
      server.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(PATIENCE);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Broker.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(TestBroker.class))
        .getOrComputeIfAbsent(Broker.class, type -> Broker.start(), Broker.class);
  }
}
