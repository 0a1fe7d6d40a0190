package dev.millrace.e2e.training;

import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.e2e.image.UnpackedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What {@code hack/images} runs to have the AOT cache of an image made. */
public final class Training {
  /** Where the cache is afterwards, seen from within the image. */
  private static final String CACHE = "tmp/millrace.aot";

  private static final int LAST = 5;

  private Training() {}

  /**
   * Unpacks an image, has its process work for some seconds, and ends it, upon which the JVM writes
   * the cache. Prints where it is.
   *
   * @param arguments {@code operator} or {@code stage}; the tar file of the image; what runs a
   *     command in a directory of files; an empty directory; the directory of the CRDs
   */
  public static void main(String[] arguments) throws Exception {
    UnpackedImage image = UnpackedImage.unpack(Path.of(arguments[1]), Path.of(arguments[3]));
    String self = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    Files.writeString(image.root().resolve("etc/hosts"), "127.0.0.1 localhost " + self + "\n");
    List<String> contain = List.of(Path.of(arguments[2]).toString(), "none");
    Path scratch = Path.of(arguments[3]);
    Path log = scratch.resolve("process.log");
    try (EmbeddedKafka broker = EmbeddedKafka.start(scratch.resolve("kafka"), 0)) {
      TrainedProcess process = new TrainedProcess(image, contain, "/" + CACHE, log);
      switch (arguments[0]) {
        case "operator" ->
            OperatorTraining.run(process, broker.bootstrapServers(), Path.of(arguments[4]));
        case "stage" -> StageTraining.run(process, image.root(), broker.bootstrapServers());
        default -> throw new IllegalArgumentException("nothing is known of " + arguments[0]);
      }
    }
    Path cache = image.root().resolve(CACHE);
    if (!Files.exists(cache)) {
      throw new IllegalStateException("the JVM has left no cache; it said: " + lastWords(log));
    }
    System.out.println(cache);
    // Threads of the servers may live on.
    System.exit(0);
  }

  /** What it has said last, but for the classes that it leaves out. */
  private static String lastWords(Path log) throws IOException {
    List<String> said =
        Files.readAllLines(log).stream().filter(line -> !line.contains("][aot] Skipping")).toList();
    return String.join(" / ", said.subList(Math.max(0, said.size() - LAST), said.size()));
  }
}
