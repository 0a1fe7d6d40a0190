package dev.millrace.operator.apiserver;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Runs what the pods of stages would run, as processes of this machine: with the files of their
 * ConfigMap, and with a directory of their own that survives them.
 */
final class StageProcesses implements AutoCloseable {
  private static final List<String> SMALL =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m");

  private final KubernetesClient client;
  private final String namespace;
  private final Path directory;
  private final ConcurrentMap<String, Process> running = new ConcurrentHashMap<>();
  private Alteration altered;
  private int starts;

  private record Alteration(String part, String from, String to) {}

  StageProcesses(KubernetesClient client, String namespace, Path directory) {
    this.client = client;
    this.namespace = namespace;
    this.directory = directory;
  }

  /** Has those whose name contains {@code part} read something else in {@code pipeline.json}. */
  synchronized void alter(String part, String from, String to) {
    altered = new Alteration(part, from, to);
  }

  /** A Deployment has come to run, or is to stop: so does its process. */
  void runs(Deployment deployment) {
    String name = deployment.getMetadata().getName();
    if (deployment.getSpec().getReplicas() == 0) {
      terminate(name);
    } else {
      start(name);
    }
  }

  /** Ends the processes whose Deployments are gone. */
  void reap() {
    for (String name : running.keySet()) {
      if (client.apps().deployments().inNamespace(namespace).withName(name).get() == null) {
        terminate(name);
      }
    }
  }

  /** SIGTERM; returns when it has ended. */
  private synchronized void terminate(String name) {
    Process process = running.remove(name);
    if (process != null) {
      process.destroy();
      process.onExit().join();
    }
  }

  /** Begins the process of a Deployment, unless it runs. */
  synchronized void start(String name) {
    Process before = running.get(name);
    if (before != null && before.isAlive()) {
      return;
    }
    try {
      Path files = Files.createDirectories(directory.resolve(name).resolve("etc"));
      ConfigMap map = client.configMaps().inNamespace(namespace).withName(name).get();
      for (Map.Entry<String, String> file : map.getData().entrySet()) {
        Files.writeString(files.resolve(file.getKey()), text(name, file.getValue()));
      }
      running.put(name, begin(name, files));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text(String name, String file) {
    return altered != null && name.contains(altered.part())
        ? file.replace(altered.from(), altered.to())
        : file;
  }

  private Process begin(String name, Path files) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(SMALL);
    command.addAll(List.of("-cp", System.getProperty("millrace.stage.classpath")));
    command.addAll(List.of("dev.millrace.pod.stage.StageMain", files.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("MILLRACE_HTTP_PORT", "0");
    builder
        .environment()
        .put("MILLRACE_STATE", directory.resolve(name).resolve("state").toString());
    builder.environment().put("POD_NAME", name);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("%s-%d.log".formatted(name, starts++)).toFile())
        .start();
  }

  /** SIGKILL: what it kept stays, and nobody starts it again. */
  synchronized void kill(String name) throws InterruptedException {
    running.get(name).destroyForcibly().waitFor();
  }

  @Override
  public synchronized void close() throws InterruptedException {
    for (Process process : running.values()) {
      process.destroyForcibly().waitFor();
    }
  }
}
