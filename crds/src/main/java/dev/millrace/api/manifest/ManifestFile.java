package dev.millrace.api.manifest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the text of one file, within bounds. */
final class ManifestFile {
  /** Bytes of the largest file; a resource on a cluster cannot be larger either. */
  static final int MAX_BYTES = 1 << 20;

  private ManifestFile() {}

  /** The text of {@code file}, or nothing and a problem. */
  static Optional<String> read(Path file, String name, Consumer<Problem> problems) {
    Location place = Location.ofFile(name);
    try {
      if (!Files.isRegularFile(file)) {
        problems.accept(Problem.in(place, "is not a regular file.", ""));
        return Optional.empty();
      }
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        problems.accept(
            Problem.in(
                place,
                "has " + size + " bytes; a manifest file has at most " + MAX_BYTES + ".",
                "Is it data rather than a manifest?"));
        return Optional.empty();
      }
      return decode(Files.readAllBytes(file), name, problems);
    } catch (IOException e) {
      problems.accept(
          Problem.in(
              place, "cannot be read: " + e.getClass().getSimpleName() + ".", e.getMessage()));
      return Optional.empty();
    }
  }

  private static Optional<String> decode(byte[] bytes, String name, Consumer<Problem> problems) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
      problems.accept(
          Problem.in(
              new Location(name, line, text.length() - text.lastIndexOf('\n')),
              "is not UTF-8: byte " + in.position() + " is no part of a character.",
              "Save the file as UTF-8."));
      return Optional.empty();
    }
    return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }
}
