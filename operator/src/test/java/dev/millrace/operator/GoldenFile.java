package dev.millrace.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares a text with the one that is checked in. {@code -Dgolden.rewrite=true} writes it anew, to
 * be looked at before it is committed.
 */
public final class GoldenFile {
  private GoldenFile() {}

  /** Fails if the file does not hold {@code text}. */
  public static void check(Path file, String text) throws IOException {
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    }
    assertThat(text)
        .as("%s; to accept it: mvn … -Dgolden.rewrite=true test, then read the difference", file)
        .isEqualTo(Files.exists(file) ? Files.readString(file) : "(no such file)");
  }
}
