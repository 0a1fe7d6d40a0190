package dev.millrace.gateway.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The segments in a directory, named by the number of their first entry. */
final class SegmentFiles {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentFiles.class);
  private static final Pattern NAME = Pattern.compile("(\\d{19})\\.segment");

  private SegmentFiles() {}

  static Path name(Path directory, long base) {
    return directory.resolve(String.format(Locale.ROOT, "%019d.segment", base));
  }

  /**
   * What an earlier process left.
   *
   * @param damagedBytes that were written and are not valid, apart from an unfinished end
   */
  record Found(Deque<Segment> segments, long damagedBytes) {}

  /**
   * Opens all segments. Behind the last valid entry of the last one lies at most what was being
   * written when the process ended, so nothing that was acknowledged: it is cut off.
   */
  static Found recover(Path directory) throws IOException {
    Deque<Segment> segments = new ArrayDeque<>();
    long damaged = 0;
    List<Path> files = list(directory);
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      Matcher name = NAME.matcher(file.getFileName().toString());
      if (!name.matches()) {
        throw new IOException(file + " is no segment");
      }
      Segment segment = Segment.recover(file, Long.parseLong(name.group(1)));
      long excess = segment.excess();
      if (i == files.size() - 1) {
        if (excess > 0) {
          LOG.warn("{}: {} bytes at its end were not written whole: cut off", file, excess);
        }
        segment.truncate();
      } else if (excess > 0) {
        LOG.error("{}: {} bytes are damaged, and the entries in them lost", file, excess);
        damaged += excess;
      }
      if (segment.end() == segment.base()) {
        segment.close();
        if (i == files.size() - 1) {
          Files.delete(file);
        } else {
          Files.move(
              file,
              file.resolveSibling(file.getFileName() + ".damaged"),
              StandardCopyOption.REPLACE_EXISTING);
        }
      } else {
        segments.add(segment);
      }
    }
    Durable.forceDirectory(directory);
    return new Found(segments, damaged);
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".segment")).sorted().toList();
    }
  }
}
