package dev.millrace.local.bench;

import dev.millrace.kafka.StageSettings;
import java.nio.file.Path;

/** A contender: something that can run the stage of a benchmark. */
interface Engine extends AutoCloseable {

  /** Starts the stage at the beginning of its input. */
  RunningJob start(StageSettings settings);

  @Override
  void close();

  /** The engine of this name, with {@code directory} for its working files. */
  static Engine of(Contender contender, Path directory) {
    return switch (contender) {
      case LIGHT -> new LightEngine();
      case FLINK -> new FlinkEngine(1, directory);
      case FLINK_WINDOW -> new FlinkWindowEngine(directory);
    };
  }
}
