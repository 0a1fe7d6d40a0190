package dev.millrace.local.bench;

/** What is measured side by side. */
public enum Contender {
  /** The numbered stage on the light engine. */
  LIGHT("stage, light engine"),

  /** The numbered stage on Flink. */
  FLINK("stage, Flink"),

  /** Flink's own window operator with its Kafka source and sink. */
  FLINK_WINDOW("Flink keyBy.window");

  private final String title;

  Contender(String title) {
    this.title = title;
  }

  /** As it stands in tables. */
  public String title() {
    return title;
  }
}
