package dev.millrace.local.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Charts as files. */
final class PlotFiles {
  private PlotFiles() {}

  /**
   * Writes charts into a directory, which is made if need be; files of these names are replaced.
   *
   * @return the files, in order
   * @throws IOException if one cannot be written
   */
  static List<Path> write(String bench, List<Plot> plots, Path directory) throws IOException {
    Files.createDirectories(directory);
    List<Path> files = new ArrayList<>();
    for (Plot plot : plots) {
      Path file = directory.resolve(plot.fileName(bench));
      Files.writeString(file, plot.svg());
      files.add(file);
    }
    return files;
  }
}
