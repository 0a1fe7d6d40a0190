package dev.millrace.e2e.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.e2e.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;

/**
 * A device and the gateway of {@code e2e/gateway.d/gateway.yaml} talk in each direction: who may
 * write where, what the device observes, what it is told to do.
 */
public final class Conversation {
  private static final String DEVICE = "meter-1";
  private static final String TARIFF = "/meters/" + DEVICE + "/tariff";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_MILLIS = 100;
  private static final JsonMapper JSON = new JsonMapper();

  private final KafkaConnection kafka;
  private final CertifiedDevice device;

  private Conversation(KafkaConnection kafka, CertifiedDevice device) {
    this.kafka = kafka;
    this.device = device;
  }

  /** Arguments: broker, URI of the gateway, directory of the keys. Exits with 0 if all is well. */
  public static void main(String[] arguments) throws Exception {
    KafkaConnection kafka = KafkaConnection.plain(arguments[0]);
    try (CertifiedDevice device = CertifiedDevice.start(arguments[1], Path.of(arguments[2]))) {
      Conversation talk = new Conversation(kafka, device);
      talk.refusesWhatIsAnothers();
      talk.tellsOfEachState();
      talk.tellsTheDevice();
    }
    // Threads of the CoAP stack may go on.
    System.exit(0);
  }

  private void refusesWhatIsAnothers() throws InterruptedException {
    want(
        "a reading for another device",
        ResponseCode.FORBIDDEN,
        device.post("/meters/meter-2", "{}"));
    want("another's tariff", ResponseCode.FORBIDDEN, device.get("/meters/meter-2/tariff"));
  }

  private void tellsOfEachState() throws Exception {
    want("a tariff that nobody has set", ResponseCode.NOT_FOUND, device.get(TARIFF));
    write("tariffs", "\"low\"");
    // The gateway hears of it a moment later, and what is not there cannot be observed.
    await(
        "the tariff",
        () -> Optional.ofNullable(device.get(TARIFF)).filter(ResponseCode.CONTENT::equals));
    BlockingQueue<String> states = device.observe(TARIFF);
    want("the first state", "2.05 \"low\"", states.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    write("tariffs", "\"high\"");
    want("the next state", "2.05 \"high\"", states.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
  }

  private void tellsTheDevice() throws Exception {
    // By now it has been heard only where it was refused, which names nobody.
    want("a reading", ResponseCode.CHANGED, device.post("/meters/" + DEVICE, "{\"number\":2}"));
    write(
        "commands",
        "{\"id\":\"c1\",\"method\":\"PUT\",\"path\":\"/valve\",\"payload\":\"shut\","
            + "\"format\":\"text/plain\"}");
    JsonNode result =
        await(
            "the result of the command",
            () ->
                Topic.read(kafka, "command-results").stream().findFirst().map(Conversation::json));
    want("the command", "c1", result.path("id").asText());
    want("its outcome", "answered", result.path("outcome").asText());
    want("its code", "2.04", result.path("code").asText());
    want("what the device says", "now shut", result.path("payload").asText());
  }

  private static JsonNode json(ConsumerRecord<byte[], byte[]> record) {
    try {
      return JSON.readTree(record.value());
    } catch (IOException e) {
      throw new IllegalStateException("the result is not JSON: " + record, e);
    }
  }

  private void write(String topic, String value)
      throws InterruptedException, ExecutionException, TimeoutException {
    try (KafkaProducer<byte[], byte[]> producer = kafka.producer("e2e-conversation")) {
      producer
          .send(new ProducerRecord<>(topic, DEVICE.getBytes(UTF_8), value.getBytes(UTF_8)))
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** What may be there already, or come. */
  @FunctionalInterface
  private interface Looked<T> {
    Optional<T> look() throws InterruptedException;
  }

  private static <T> T await(String what, Looked<T> looked) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() - end < 0) {
      Optional<T> found = looked.look();
      if (found.isPresent()) {
        return found.get();
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    throw new IllegalStateException(what + " has not come within " + PATIENCE);
  }

  private static void want(String what, Object wanted, Object got) {
    if (!wanted.equals(got)) {
      throw new IllegalStateException("%s: %s instead of %s".formatted(what, got, wanted));
    }
    System.out.println("ok    " + what + ": " + got);
  }
}
