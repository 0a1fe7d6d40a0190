package dev.millrace.local.bench.coap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.GatewayFaults;
import dev.millrace.local.bench.Answers;
import dev.millrace.local.bench.Bench;
import dev.millrace.local.bench.JvmOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers and the load tool as processes, in small. */
final class StandTest {
  @TempDir private Path directory;
  private Bench bench;
  private Stand stand;

  @BeforeEach
  void start() throws Exception {
    bench = Bench.start(directory, true, JvmOptions.withHeap("256m"), message -> {});
    stand = new Stand(bench, Cores.ofThisMachine(), "test");
  }

  @AfterEach
  void stop() throws Exception {
    bench.close();
  }

  private RunningServer server(CoapContender contender) throws Exception {
    return stand.start(Stand.options("256m"), CoapServerProcess.class, contender.name());
  }

  @Test
  void copiesAreCarriedOutAgainOnlyWithoutAMemory() throws Exception {
    LoadOrder order = LoadOrder.get(CoapResources.COUNT, 5, 0, 1).withDuplicates(0.1);
    Cell ours = stand.load(server(CoapContender.OURS), order);
    Cell without = stand.load(server(CoapContender.NO_DEDUPLICATOR), order);

    assertThat(ours.alive()).isTrue();
    assertThat(ours.perSecond()).isPositive();
    assertThat(ours.peakRssMiB()).isPositive();
    assertThat(ours.of("copiesSent")).isPositive();
    assertThat(ours.of("copiesDifferent")).isZero();
    assertThat(ours.handledTooOften()).isNotPositive();
    assertThat(without.of("copiesDifferent")).isEqualTo(without.of("copiesAnswered")).isPositive();
    assertThat(without.handledTooOften()).isPositive();
  }

  @Test
  void whoAsksForLittleIsServedBesideWhoAsksForMuch() throws Exception {
    RunningServer server = server(CoapContender.OURS);
    Cell cell =
        stand.load(
            server,
            2,
            NeighboursProcess.class,
            new NeighboursProcess.Order(0, 3, true, 0, 2).to(server.port()).toJson());

    assertThat(cell.of("clients")).isEqualTo(3);
    assertThat(cell.of(NeighboursProcess.ofNeighbours("clients"))).isEqualTo(3);
    assertThat(cell.perSecond()).isPositive();
    assertThat(cell.of("lostInAll")).isZero();
  }

  @Test
  void postsOverDtlsBecomeTheSameRecordsByTheGatewayAndByCalifornium() throws Exception {
    List<List<String>> records = new ArrayList<>();
    for (CoapContender contender : List.of(CoapContender.OURS, CoapContender.DEFAULT)) {
      bench.create(Map.of(contender.name(), 1));
      RunningServer server =
          stand.start(
              Stand.options("256m"),
              PostProcess.class,
              contender.name(),
              bench.bootstrapServers(),
              contender.name(),
              "3");
      Cell cell =
          stand.load(
              server, LoadOrder.post(PostProcess.RESOURCE + "/{client}", "{}", 3, 0, 2).overDtls());

      assertThat(cell.perSecond()).as(contender.title()).isPositive();
      assertThat(cell.of("refused")).as(contender.title()).isZero();
      assertThat(cell.of(LoadReport.CPU)).as(contender.title()).isPositive();
      records.add(parts(firstOf(contender.name())));
    }
    assertThat(records.get(1)).isEqualTo(records.get(0));
  }

  private ConsumerRecord<String, String> firstOf(String topic) {
    try (Consumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bench.bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      return await().until(() -> first(consumer), Optional::isPresent).orElseThrow();
    }
  }

  private static Optional<ConsumerRecord<String, String>> first(Consumer<String, String> consumer) {
    Iterator<ConsumerRecord<String, String>> records =
        consumer.poll(Duration.ofSeconds(1)).iterator();
    return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
  }

  /** All that is not another one for each request. */
  private static List<String> parts(ConsumerRecord<String, String> record) {
    List<String> parts = new ArrayList<>(List.of(record.value()));
    for (Header header : record.headers()) {
      parts.add(header.key());
    }
    parts.add(new String(record.headers().lastHeader("content-format").value(), UTF_8));
    assertThat(record.headers().lastHeader("path.device").value())
        .isEqualTo(record.key().getBytes(UTF_8));
    return parts;
  }

  @Test
  void whoRemembersOnTheHeapIsTold() throws Exception {
    try (RunningServer server = server(CoapContender.DEFAULT)) {
      stand.drive(server, LoadOrder.get(CoapResources.BENCHMARK, 5, 0, 1));
      Map<String, Object> before = MemoryMeasurement.look(server);
      Map<String, Object> load =
          stand.drive(server, LoadOrder.get(CoapResources.BENCHMARK, 5, 0, 1));
      RememberedBytes remembered =
          RememberedBytes.between(before, MemoryMeasurement.look(server), 21);

      assertThat(load).containsEntry("meanAnswerBytes", 21.0);
      assertThat(remembered.exchanges()).isPositive();
      assertThat(remembered.heap()).isGreaterThan(remembered.besideHeap());
    }
  }

  @Test
  void clientsReadAndWriteWithAndWithoutConfirmation() throws Exception {
    RunningServer server = server(CoapContender.OURS);
    Cell cell =
        stand.load(
            server,
            2,
            MixedProcess.class,
            new MixedProcess.Order(0, 8, 0, 2).to(server.port()).toJson());

    for (MixedProcess.Kind kind : MixedProcess.Kind.values()) {
      assertThat(cell.of(kind.figure("PerSecond"))).as(kind.name()).isPositive();
    }
    assertThat(cell.of("refused")).isZero();
    assertThat(cell.handledTooOften()).isNotPositive();
  }

  @Test
  void bodiesComeAndGoInBlocks() throws Exception {
    for (String method : List.of("GET", "POST")) {
      RunningServer server = server(CoapContender.OURS);
      Cell cell =
          stand.load(
              server,
              2,
              BodyProcess.class,
              new BodyProcess.Order(0, 2, method, CoapResources.LONG_BODY, 1_024, 0, 2)
                  .to(server.port())
                  .toJson());

      assertThat(cell.of("bodies")).as(method).isPositive();
      assertThat(cell.of("refused") + cell.of("wrong") + cell.of("lostInAll")).as(method).isZero();
    }
  }

  @Test
  void aServerThatIsGoneIsReportedAndNotAFailureOfTheBench() throws Exception {
    RunningServer server = server(CoapContender.NO_DEDUPLICATOR);
    server.process().kill();
    Cell cell = stand.load(server, LoadOrder.get(CoapResources.BENCHMARK, 2, 0, 1));

    assertThat(cell.alive()).isFalse();
    assertThat(cell.perSecond()).isZero();
    assertThat(cell.of("stalled") + cell.of("lostInAll")).isPositive();
    assertThat(cell.counts()).isFalse();
  }

  @Test // G2
  void whatIsAcknowledgedIsThereAlthoughPartsFail() throws Exception {
    bench.create(Map.of("kills", 2));
    RunningServer server =
        stand.start(
            Stand.options("256m"),
            KillsServerProcess.class,
            bench.bootstrapServers(),
            "kills",
            "1",
            "8");
    Cell cell =
        stand.load(
            server,
            8,
            KillsProcess.class,
            new KillsProcess.Order(0, 3, 0, 8).to(server.port()).toJson());

    assertThat(cell.alive()).isTrue();
    assertThat(cell.perSecond()).isPositive();
    assertThat(cell.of(LoadReport.CPU)).isPositive();
    assertThat(
            Arrays.stream(GatewayFaults.Part.values())
                .mapToDouble(part -> Answers.number(cell.server(), FaultClock.figure(part)))
                .sum())
        .isPositive();
    assertThat(Answers.number(cell.server(), "acknowledgedBeyondRecords")).isNotPositive();
    assertThat(Answers.number(cell.server(), "inFlightLeft")).isZero();
  }

  @Test
  void programsThatAreNoJavaTakePartIfTheyAreThere() throws Exception {
    NativeServers natives = new NativeServers(bench, Cores.ofThisMachine());
    for (CoapContender contender : CoapContender.values()) {
      if (!contender.inJava() && natives.missing(contender).isEmpty()) {
        Cell cell =
            stand.load(
                natives.start(contender, stand.nextName()),
                LoadOrder.get(CoapResources.BENCHMARK, 2, 0, 1));
        assertThat(cell.perSecond()).as(contender.title()).isPositive();
        assertThat(cell.of("refused")).as(contender.title()).isZero();
      }
    }
  }
}
