package dev.millrace.api.manifest;

import java.util.Objects;

/**
 * A place in a manifest file. {@code line} and {@code column} count from 1; both are 0 where only
 * the file is known.
 */
public record Location(String file, int line, int column) implements Comparable<Location> {
  /** Refuses a missing file and negative numbers. */
  public Location {
    Objects.requireNonNull(file, "file");
    if (line < 0 || column < 0) {
      throw new IllegalArgumentException("a location counts from 0: " + line + ":" + column);
    }
  }

  /** The file as a whole. */
  public static Location ofFile(String file) {
    return new Location(file, 0, 0);
  }

  @Override
  public int compareTo(Location other) {
    int byFile = file.compareTo(other.file);
    if (byFile != 0) {
      return byFile;
    }
    int byLine = Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }

  /** {@code file:line}, or the file alone where no line is known. */
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line;
  }
}
