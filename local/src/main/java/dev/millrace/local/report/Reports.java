package dev.millrace.local.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Reports as JSON. */
public final class Reports {
  private static final JsonMapper JSON = JsonMapper.builder().addModule(times()).build();

  private Reports() {}

  /**
   * Writes a report to a file, whose directory is made if need be.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(RunReport report, Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
    Files.writeString(file, JSON.writer(printer).writeValueAsString(report) + "\n");
  }

  /** A value in one line. */
  public static String line(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
    }
  }

  /** Instants as ISO 8601, durations as seconds. */
  private static SimpleModule times() {
    return new SimpleModule()
        .addSerializer(
            Instant.class,
            new JsonSerializer<>() {
              @Override
              public void serialize(Instant value, JsonGenerator json, SerializerProvider provider)
                  throws IOException {
                json.writeString(value.toString());
              }
            })
        .addSerializer(
            Duration.class,
            new JsonSerializer<>() {
              @Override
              public void serialize(Duration value, JsonGenerator json, SerializerProvider provider)
                  throws IOException {
                json.writeNumber(value.toMillis() / 1000.0);
              }
            });
  }
}
