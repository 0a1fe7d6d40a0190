package dev.millrace.e2e.gateway;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.e2e.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Whether each reading that was acknowledged is in Kafka once, and in order. */
public final class CheckReadings {
  private static final String TOPIC = "readings";
  private static final String FROM_DISK = "spool-id";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long LOOK_MILLIS = 500;
  private static final JsonMapper JSON = new JsonMapper();

  private CheckReadings() {}

  /** Arguments: broker, file of the numbers that were acknowledged. Exits with 0 if all is well. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    KafkaConnection kafka = KafkaConnection.plain(arguments[0]);
    SortedSet<Integer> acknowledged =
        Files.readAllLines(Path.of(arguments[1])).stream()
            .map(Integer::valueOf)
            .collect(Collectors.toCollection(TreeSet::new));
    long end = System.nanoTime() + PATIENCE.toNanos();
    List<ConsumerRecord<byte[], byte[]>> records = Topic.read(kafka, TOPIC);
    // What is on disk comes when the gateway has seen that the broker is back.
    while (!readings(records).missing(acknowledged).isEmpty() && System.nanoTime() - end < 0) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      records = Topic.read(kafka, TOPIC);
    }
    Readings readings = readings(records);
    long fromDisk =
        records.stream().filter(one -> one.headers().lastHeader(FROM_DISK) != null).count();
    SortedSet<Integer> missing = readings.missing(acknowledged);
    List<String> disorder = readings.disorder();
    System.out.printf(
        "%d readings acknowledged, %d in Kafka, %d of them from the disk%n",
        acknowledged.size(), records.size(), fromDisk);
    missing.forEach(number -> System.out.println("number " + number + " is missing"));
    disorder.forEach(System.out::println);
    System.exit(missing.isEmpty() && disorder.isEmpty() && fromDisk > 0 ? 0 : 1);
  }

  private static Readings readings(List<ConsumerRecord<byte[], byte[]>> records) {
    return new Readings(records.stream().map(CheckReadings::number).toList());
  }

  /** The number that a record's value names. */
  static int number(ConsumerRecord<byte[], byte[]> record) {
    try {
      return JSON.readTree(record.value()).path("number").asInt();
    } catch (IOException e) {
      throw new UncheckedIOException(record + " is not JSON", e);
    }
  }
}
