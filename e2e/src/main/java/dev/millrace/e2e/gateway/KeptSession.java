package dev.millrace.e2e.gateway;

import dev.millrace.controllog.KafkaConnection;
import dev.millrace.e2e.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;

/**
 * A device that posts on in one DTLS session while the gateway's pod is replaced: every message has
 * to be acknowledged, without another handshake, and to be in Kafka once and in order.
 */
public final class KeptSession {
  private static final String TOPIC = "doors";
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final long PAUSE_MILLIS = 200;
  private static final int AFTERWARDS = 10;

  private KeptSession() {}

  /**
   * Arguments: broker, URI of the gateway, file of the device's key, a file that is there once the
   * pod has been replaced. Prints the numbers that are acknowledged; exits with 0 if all is well.
   */
  public static void main(String[] arguments) throws Exception {
    Path replaced = Path.of(arguments[3]);
    SortedSet<Integer> acknowledged = new TreeSet<>();
    int first;
    int last;
    try (KeyedDevice device =
        KeyedDevice.start(arguments[1], "door-1", Files.readAllBytes(Path.of(arguments[2])))) {
      post(device, acknowledged);
      first = device.handshakes();
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (!Files.exists(replaced)) {
        if (System.nanoTime() - end >= 0) {
          throw new IllegalStateException("the pod has not been replaced within " + PATIENCE);
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        post(device, acknowledged);
      }
      for (int i = 0; i < AFTERWARDS; i++) {
        post(device, acknowledged);
      }
      last = device.handshakes();
    }
    Readings readings =
        new Readings(
            Topic.read(KafkaConnection.plain(arguments[0]), TOPIC).stream()
                .map(CheckReadings::number)
                .toList());
    SortedSet<Integer> missing = readings.missing(acknowledged);
    List<String> disorder = readings.disorder();
    System.err.printf(
        "%d messages acknowledged, %d in Kafka, %d datagrams of handshakes at first and %d in all%n",
        acknowledged.size(), readings.numbers().size(), first, last);
    missing.forEach(number -> System.err.println("number " + number + " is missing"));
    disorder.forEach(System.err::println);
    // Threads of the CoAP stack may go on.
    System.exit(missing.isEmpty() && disorder.isEmpty() && first > 0 && first == last ? 0 : 1);
  }

  private static void post(KeyedDevice device, SortedSet<Integer> acknowledged)
      throws InterruptedException {
    int number = acknowledged.size() + 1;
    ResponseCode code = device.post("/doors/door-1", "{\"number\":" + number + "}");
    if (code != ResponseCode.CHANGED) {
      throw new IllegalStateException("message " + number + " is answered " + code);
    }
    acknowledged.add(number);
    System.out.println(number);
  }
}
