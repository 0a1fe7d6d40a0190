package dev.millrace.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.Condition;
import dev.millrace.operator.status.Conditions;
import io.fabric8.kubernetes.api.model.Event;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways that want one port of the only node of their pool. */
@Timeout(value = 600, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostPortIT {
  private static final String ID = "%cp00".formatted((char) ('a' + new Random().nextInt(26)));

  /** Behind {@code g} in every order: it is made later, and comes later in the alphabet. */
  private static final String LATER =
      """
      apiVersion: millrace.dev/v1alpha1
      kind: CoapGateway
      metadata: {name: later}
      spec:
        pool: ID-north
        kafka: {bootstrapServers: "BROKER"}
        listeners:
        - {protocol: coap, port: 5684}
        resources:
        - {path: "/lots/{lot}", topic: ID-in, key: path.lot}
      """;

  @TempDir static Path scratch;
  private static TestApi api;

  @BeforeAll
  static void open() throws Exception {
    api = TestApi.open(scratch);
  }

  @AfterAll
  static void close() {
    api.close();
  }

  @Test
  void theOlderOneHasThePortAndTheOtherOneSaysSo() throws Exception {
    try (OperatorJvm operator = OperatorJvm.start(scratch, ID, "--gateway-exposure=HostPort");
        Scenery scenery = new Scenery(api, ID)) {
      scenery.apply();
      Await.until(() -> "all to be ready: " + scenery.snapshot(), scenery::isReady);
      api.client()
          .resource(LATER.replace("ID", ID).replace("BROKER", api.broker().bootstrapServers()))
          .inNamespace(ID)
          .create();
      Await.until(() -> "the refusal", () -> ready().filter(HostPortIT::isTaken).isPresent());
      assertThat(ready().orElseThrow().message())
          .startsWith("Port 5684 on the nodes of NodePool %s-north belongs to".formatted(ID))
          .contains("CoapGateway %s/g,".formatted(ID));
      Await.until(() -> "the Event", () -> events().stream().anyMatch(HostPortIT::tells));
      assertThat(hasPods("later")).isFalse();

      listen(scenery, "g", 5685);
      Await.until(
          () -> "the port to be free", () -> ready().filter(HostPortIT::isWell).isPresent());
      assertThat(hasPods("later")).isTrue();

      listen(scenery, "g", 5684);
      Await.until(
          () -> "the older one's right", () -> ready().filter(HostPortIT::isTaken).isPresent());
      Await.until(() -> "the port to be left", () -> !hasPods("later"));
      Await.until(() -> "all to be ready: " + scenery.snapshot(), scenery::isReady);

      api.client().resources(CoapGateway.class).inNamespace(ID).withName("g").delete();
      Await.until(
          () -> "the port to be left", () -> ready().filter(HostPortIT::isWell).isPresent());
      assertThat(operator.isReady()).isTrue();
    }
  }

  private static void listen(Scenery scenery, String gateway, int port) {
    scenery.patch(
        CoapGateway.class,
        gateway,
        "[{\"op\":\"replace\",\"path\":\"/spec/listeners/0/port\",\"value\":%d}]".formatted(port));
  }

  private static Optional<Condition> ready() {
    CoapGateway later =
        api.client().resources(CoapGateway.class).inNamespace(ID).withName("later").get();
    return Optional.ofNullable(later.getStatus())
        .flatMap(status -> Conditions.find(status.conditions(), Conditions.READY));
  }

  private static boolean isTaken(Condition ready) {
    return ready.reason().equals("PortTaken");
  }

  private static boolean isWell(Condition ready) {
    return ready.status() == Condition.Status.True;
  }

  private static List<Event> events() {
    return api.client().v1().events().inNamespace(ID).list().getItems();
  }

  private static boolean tells(Event event) {
    return event.getReason().equals("PortTaken")
        && event.getInvolvedObject().getName().equals("later")
        && event.getMessage().contains(ID + "/g");
  }

  private static boolean hasPods(String gateway) {
    return api.client().apps().deployments().inNamespace(ID).withName(gateway + "-gateway").get()
        != null;
  }
}
