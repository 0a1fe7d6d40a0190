package dev.millrace.local.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the JVMs of a benchmark are started. */
public final class JvmOptions {
  private static final int FIRST_WITH_WARNINGS = 24;

  /** Before, ZGC was generational only if it was asked to be. */
  private static final int FIRST_WITH_ONE_ZGC = 24;

  private JvmOptions() {}

  /**
   * The same for all that are compared: G1 as in the script {@code millrace}, this much heap, and
   * compiler threads that stay, for {@link CompilerThreads}.
   */
  public static List<String> withHeap(String heap) {
    List<String> options = common();
    options.addAll(
        List.of(
            "-Xms" + heap,
            "-Xmx" + heap,
            "-XX:+UseG1GC",
            "-XX:-UseDynamicNumberOfCompilerThreads"));
    return options;
  }

  /**
   * For a large state: a collector that does not stop the threads. G1 stops them for up to 200 ms
   * by its own default, which would hide every other pause.
   */
  static List<String> withoutPauses(String heap) {
    List<String> options = common();
    options.addAll(List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+UseZGC"));
    if (Runtime.version().feature() < FIRST_WITH_ONE_ZGC) {
      options.add("-XX:+ZGenerational");
    }
    return options;
  }

  /**
   * For moves of a large state on few cores: G1, which has nothing to ask of each pointer that is
   * copied as ZGC has, asked for short stops, with a heap whose memory is there from the beginning.
   */
  static List<String> withShortPauses(String heap) {
    List<String> options = withHeap(heap);
    options.addAll(List.of("-XX:MaxGCPauseMillis=25", "-XX:+AlwaysPreTouch"));
    return options;
  }

  /** What every JVM gets: no warnings of newer JDKs, and logs for warnings only. */
  public static List<String> common() {
    List<String> options = new ArrayList<>();
    options.add("--enable-native-access=ALL-UNNAMED");
    if (Runtime.version().feature() >= FIRST_WITH_WARNINGS) {
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    options.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    return options;
  }

  /**
   * The options that the program itself brings along for running as a process of its own, in the
   * file {@code jvm.options} beside its main class.
   *
   * @param archive where its archive of loaded classes is, or is written at the first end
   */
  static List<String> ofProcess(Class<?> main, Path archive) throws IOException {
    List<String> options = common();
    try (InputStream file = main.getResourceAsStream("jvm.options")) {
      if (file == null) {
        throw new IOException("no jvm.options beside " + main);
      }
      new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .forEach(options::add);
    }
    options.add("-XX:+AutoCreateSharedArchive");
    options.add("-XX:SharedArchiveFile=" + archive);
    return options;
  }
}
