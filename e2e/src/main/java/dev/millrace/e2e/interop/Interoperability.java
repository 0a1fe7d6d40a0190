package dev.millrace.e2e.interop;

import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.broker.Topics;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.e2e.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/**
 * Puts foreign clients through the same cases against a gateway with a real broker behind it, and
 * compares answers and records byte by byte.
 */
public final class Interoperability {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Interoperability() {}

  /**
   * Arguments: an empty directory, {@code coap-client} of libcoap, {@code aiocoap-client}. Exits
   * with 0 if nothing differs.
   */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    List<ForeignClient> clients = List.of(new Libcoap(arguments[1]), new Aiocoap(arguments[2]));
    int problems;
    try (EmbeddedKafka broker = EmbeddedKafka.start(directory.resolve("broker"), 0)) {
      createTopic(broker);
      try (InteropGateway gateway = InteropGateway.start(broker.bootstrapServers())) {
        problems = run(clients, gateway, broker, Files.createDirectories(directory.resolve("io")));
      }
    }
    System.out.println(problems == 0 ? "every case holds" : problems + " problems");
    System.exit(problems == 0 ? 0 : 1);
  }

  private static void createTopic(EmbeddedKafka broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      new Topics(admin, PATIENCE).ensure(Map.of(InteropGateway.TOPIC, 1));
    }
  }

  private static int run(
      List<ForeignClient> clients, InteropGateway gateway, EmbeddedKafka broker, Path io)
      throws Exception {
    ClientProcess process = new ClientProcess(io);
    List<Case> done = new ArrayList<>();
    int problems = 0;
    for (ForeignClient client : clients) {
      List<Case> cases = new ArrayList<>(Cases.plain());
      if (client.talksCoaps()) {
        cases.addAll(Cases.secured());
      }
      for (Case one : cases) {
        Answer got = process.run(client, one.order(), gateway.uri(one.order()));
        problems += say(client.name() + ": " + one.name(), Expected.problem(one, got));
        done.add(one);
      }
      problems += observe(client, process, gateway);
      done.addAll(Cases.observed());
    }
    KafkaConnection kafka = KafkaConnection.plain(broker.bootstrapServers());
    return problems
        + say(
            "all records, byte by byte",
            Expected.problem(done, Topic.read(kafka, InteropGateway.TOPIC)));
  }

  /** A client that observes hears of the state that is there, and of each that comes. */
  private static int observe(ForeignClient client, ClientProcess process, InteropGateway gateway)
      throws Exception {
    List<Case> states = Cases.observed();
    String uri = gateway.uri(states.getFirst().order());
    int problems = 0;
    Answer before = process.run(client, states.getFirst().order(), uri);
    try (Observation observation = Observation.start(client, uri)) {
      for (Case state : states) {
        boolean there = state == states.getFirst();
        Answer got = there ? before : process.run(client, state.order(), uri);
        Optional<String> problem = Expected.problem(state, got);
        if (problem.isEmpty() && !observation.awaitPrinted(state.order().body())) {
          problem = Optional.of("the observer has not heard of it");
        }
        problems += say(client.name() + ": " + state.name(), problem);
      }
    }
    return problems;
  }

  private static int say(String what, Optional<String> problem) {
    System.out.println(problem.map(text -> "WRONG " + what + ": " + text).orElse("ok    " + what));
    return problem.isPresent() ? 1 : 0;
  }
}
