package dev.millrace.e2e.outage;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.local.bench.OutputReader;
import dev.millrace.stream.stage.Identity;
import dev.millrace.stream.stage.RecordHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Runs a command while the stage {@code echo} of {@code e2e/outages.d/pulse.yaml} has work to do,
 * and prints the longest time without output of each partition meanwhile, in milliseconds. Every
 * number that was sent has to come out once, in order, for a reader that drops repeats.
 */
public final class Outage {
  private static final int PARTITIONS = 4;
  private static final int STEADY = 200;
  private static final long NUMBERS_PER_MILLI = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final long LOOK_MILLIS = 20;
  private static final JsonMapper JSON = new JsonMapper();

  private final List<Echoes> all;

  private Outage(long first) {
    all = IntStream.range(0, PARTITIONS).mapToObj(at -> new Echoes(at, first)).toList();
  }

  /** Arguments: broker and command. Exits with 0 if nothing was missing or out of order. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    KafkaConnection kafka = KafkaConnection.plain(arguments[0]);
    List<String> command = Arrays.asList(arguments).subList(1, arguments.length);
    // Later than all numbers of earlier runs over the same topics.
    long first = System.currentTimeMillis() * NUMBERS_PER_MILLI;
    System.exit(new Outage(first).measure(kafka, first, command) ? 0 : 1);
  }

  private boolean measure(KafkaConnection kafka, long first, List<String> command)
      throws IOException, InterruptedException {
    try (OutputReader reader = OutputReader.start(kafka, "echoes", PARTITIONS, this::seen);
        Pulse pulse = Pulse.start(kafka, "pulses", PARTITIONS, first)) {
      await("the stage has no steady output", () -> fewest() >= STEADY);
      all.forEach(Echoes::takeLongest);
      int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
      long sent = pulse.sent();
      await("what was sent has not come out", () -> fewest() > sent);
      List<Double> gaps = all.stream().map(Echoes::takeLongest).toList();
      reader.check();
      return print(gaps, exit);
    }
  }

  private boolean print(List<Double> gaps, int exit) {
    System.out.printf(
        Locale.ROOT,
        "gaps %s ms; %d outputs, %d of them twice%n",
        gaps.stream()
            .map(gap -> String.format(Locale.ROOT, "%.0f", gap))
            .collect(Collectors.joining(" ")),
        all.stream().mapToLong(Echoes::count).sum(),
        all.stream().mapToLong(Echoes::repeats).sum());
    List<String> faults = all.stream().flatMap(of -> of.faults().stream()).toList();
    faults.forEach(System.out::println);
    if (exit != 0) {
      System.out.println("the command has failed: " + exit);
    }
    return faults.isEmpty() && exit == 0;
  }

  private long fewest() {
    return all.stream().mapToLong(Echoes::count).min().orElseThrow();
  }

  private void seen(ConsumerRecord<byte[], byte[]> record, long nanos) {
    Header header = record.headers().lastHeader(RecordHeader.IDENTITY);
    if (header != null) {
      Identity identity = Identity.parse(header.value());
      all.get(identity.partition()).seen(identity, number(record), nanos);
    }
  }

  private static long number(ConsumerRecord<byte[], byte[]> record) {
    try {
      return JSON.readTree(record.value()).path("number").asLong();
    } catch (IOException e) {
      throw new UncheckedIOException(record + " is not JSON", e);
    }
  }

  private static void await(String otherwise, BooleanSupplier what) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!what.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(otherwise + " within " + PATIENCE.toSeconds() + " s");
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }
}
