package dev.millrace.fleet.payload;

import dev.millrace.api.GeneratorSpec.ReplaySpec;
import dev.millrace.fleet.check.Problems;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads replay files, each once, and all of it into memory. */
final class ReplayFiles {
  private static final long MOST_BYTES = 64L << 20;

  private final Path baseDirectory;
  private final Map<Path, String> texts = new HashMap<>();

  ReplayFiles(Path baseDirectory) {
    this.baseDirectory = baseDirectory;
  }

  /** The values of a column, row by row; empty, with the reason noted, if they cannot be had. */
  Optional<List<Object>> column(ReplaySpec spec, String path, Problems problems) {
    boolean complete = problems.require(spec.file() != null, path + ".file", "is missing");
    complete &= problems.require(spec.column() != null, path + ".column", "is missing");
    if (!complete) {
      return Optional.empty();
    }
    try {
      List<Object> rows = parse(spec, text(baseDirectory.resolve(spec.file()), spec.file()));
      if (rows.isEmpty()) {
        throw new ReplayFileException(spec.file() + " has no rows");
      }
      return Optional.of(Collections.unmodifiableList(rows));
    } catch (ReplayFileException e) {
      problems.add(path + ".file", e.getMessage());
      return Optional.empty();
    }
  }

  private static List<Object> parse(ReplaySpec spec, String text) throws ReplayFileException {
    String name = spec.file().toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      return new CsvColumn(spec.file(), spec.column()).read(text);
    }
    if (name.endsWith(".ndjson")) {
      return NdjsonColumn.read(spec.file(), spec.column(), text);
    }
    throw new ReplayFileException(spec.file() + " is neither a .csv nor a .ndjson file");
  }

  private String text(Path file, String shown) throws ReplayFileException {
    String known = texts.get(file);
    if (known != null) {
      return known;
    }
    if (!Files.isRegularFile(file)) {
      throw new ReplayFileException(
          "no file " + shown + " in " + baseDirectory.toAbsolutePath().normalize());
    }
    try {
      long size = Files.size(file);
      if (size > MOST_BYTES) {
        throw new ReplayFileException(
            shown + " has " + size + " bytes; at most " + MOST_BYTES + " can be replayed");
      }
      String text = Files.readString(file);
      texts.put(file, text);
      return text;
    } catch (CharacterCodingException e) {
      throw new ReplayFileException(shown + " is not UTF-8", e);
    } catch (IOException e) {
      throw new ReplayFileException("cannot read " + shown + ": " + e.getMessage(), e);
    }
  }
}
