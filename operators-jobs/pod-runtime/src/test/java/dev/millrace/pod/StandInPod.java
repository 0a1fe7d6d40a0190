package dev.millrace.pod;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** A pod that does what the file {@code behaviour} in its configuration directory says. */
final class StandInPod implements Pod {
  private final String behaviour;
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

  private StandInPod(String behaviour) {
    this.behaviour = behaviour;
  }

  public static void main(String[] arguments) {
    System.exit(PodProcess.run(arguments, (at, meters) -> start(at), Duration.ofSeconds(1)));
  }

  private static StandInPod start(PodEnvironment environment) throws Exception {
    String behaviour = Files.readString(environment.configuration().resolve("behaviour"));
    StandInPod pod = new StandInPod(behaviour);
    switch (behaviour) {
      case "wrong" -> throw ConfigurationException.of("FILE", "FIELD", "is wrong", null);
      case "broken" -> throw new IllegalStateException("does not start");
      case "fails" -> pod.failure.complete(new IllegalStateException("went wrong"));
      case "error" -> Thread.ofPlatform().start(StandInPod::error);
      default -> {}
    }
    return pod;
  }

  private static void error() {
    throw new AssertionError("a thread's error");
  }

  @Override
  public Optional<String> unready() {
    return behaviour.equals("unready") ? Optional.of("something is missing") : Optional.empty();
  }

  @Override
  public Object status() {
    return Map.of("behaviour", behaviour);
  }

  @Override
  public CompletableFuture<Throwable> failure() {
    return failure;
  }

  @Override
  public void close() throws InterruptedException {
    if (behaviour.equals("stubborn")) {
      new CountDownLatch(1).await();
    }
    System.err.println("closed in order");
  }
}
