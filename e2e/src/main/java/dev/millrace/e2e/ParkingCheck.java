package dev.millrace.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.stream.stage.Identity;
import dev.millrace.stream.stage.RecordHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the topics of {@code examples/parking} from outside and audits them. To be run once the
 * devices have stopped; it waits until the last windows have closed.
 */
public final class ParkingCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long LOOK_MILLIS = 3_000;
  private static final JsonMapper JSON = new JsonMapper();

  private ParkingCheck() {}

  /** Argument: the broker. Exits with 0 if every output is there once, in order, and right. */
  public static void main(String[] arguments) throws InterruptedException {
    KafkaConnection kafka = KafkaConnection.plain(arguments[0]);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    ParkingBooks books = read(kafka);
    while (!books.faults().isEmpty() && System.nanoTime() - deadline < 0) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      books = read(kafka);
    }
    System.out.printf(
        "%d crossings, %d of them in crossings-late; %d counts, %d free places%n",
        books.crossings(), books.late().size(), books.counts().size(), books.free().size());
    List<String> faults = new ArrayList<>(books.faults());
    if (books.crossings() == 0 || books.free().isEmpty()) {
      faults.add("nothing came through, so nothing is proved");
    }
    faults.forEach(System.out::println);
    System.out.println(
        faults.isEmpty() ? "none missing, repeated, out of order or wrong" : "NOT GOOD");
    System.exit(faults.isEmpty() ? 0 : 1);
  }

  /** Results before what they come from: whatever arrives meanwhile is then no fault for long. */
  static ParkingBooks read(KafkaConnection kafka) {
    List<FreePlaces> free =
        Topic.read(kafka, "free-places").stream()
            .filter(ParkingCheck::isOutput)
            .map(ParkingCheck::free)
            .toList();
    List<Counted> counts =
        Topic.read(kafka, "counts").stream()
            .filter(ParkingCheck::isOutput)
            .map(ParkingCheck::counted)
            .toList();
    List<TooLate> late =
        Topic.read(kafka, "crossings-late").stream()
            .map(record -> new TooLate(id(record), record.partition(), crossing(record)))
            .toList();
    List<Logged> log = new ArrayList<>();
    for (String topic : List.of("crossings-north", "crossings-south")) {
      Topic.read(kafka, topic).stream().map(ParkingCheck::logged).forEach(log::add);
    }
    return new ParkingBooks(log, late, counts, free);
  }

  private static boolean isOutput(ConsumerRecord<byte[], byte[]> record) {
    return record.headers().lastHeader(RecordHeader.IDENTITY) != null;
  }

  private static Identity id(ConsumerRecord<byte[], byte[]> record) {
    return Identity.parse(record.headers().lastHeader(RecordHeader.IDENTITY).value());
  }

  private static Counted counted(ConsumerRecord<byte[], byte[]> record) {
    JsonNode value = json(record);
    return new Counted(
        id(record),
        record.partition(),
        value.path("lot").asText(),
        value.path("entered").asLong(),
        value.path("left").asLong());
  }

  private static FreePlaces free(ConsumerRecord<byte[], byte[]> record) {
    JsonNode value = json(record);
    return new FreePlaces(
        id(record),
        record.partition(),
        value.path("lot").asText(),
        value.path("occupied").asLong(),
        value.path("free").asLong());
  }

  private static Logged logged(ConsumerRecord<byte[], byte[]> record) {
    boolean tick = record.headers().lastHeader(RecordHeader.TICK) != null;
    return new Logged(
        new TopicPartition(record.topic(), record.partition()),
        record.timestamp(),
        tick ? Optional.empty() : Optional.of(crossing(record)));
  }

  /** JSON or CBOR: the direction is the only word in either that tells. */
  private static Crossing crossing(ConsumerRecord<byte[], byte[]> record) {
    String key = new String(record.key(), StandardCharsets.UTF_8);
    String value = new String(record.value(), StandardCharsets.ISO_8859_1);
    return new Crossing(key.substring(0, key.indexOf('/')), !value.contains("out"));
  }

  private static JsonNode json(ConsumerRecord<byte[], byte[]> record) {
    try {
      return JSON.readTree(record.value());
    } catch (IOException e) {
      throw new UncheckedIOException(record + " is not JSON", e);
    }
  }
}
