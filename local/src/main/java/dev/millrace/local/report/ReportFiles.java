package dev.millrace.local.report;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Where the two forms of a report go.
 *
 * @param json for programs
 * @param page for people
 */
public record ReportFiles(Path json, Path page) {
  private static final String JSON = ".json";
  private static final String PAGE = ".html";

  /**
   * The files of a report that was asked for under a name: a name that ends in {@code .json} or
   * {@code .html} names one of them, and the other stands beside it; with any other name it is the
   * JSON, and the page's name is that with {@code .html} at its end.
   */
  public static ReportFiles of(Path asked) {
    Path fileName = asked.getFileName();
    String name = fileName == null ? "" : fileName.toString();
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(PAGE)) {
      return new ReportFiles(asked.resolveSibling(stem(name, PAGE) + JSON), asked);
    }
    String stem = lower.endsWith(JSON) ? stem(name, JSON) : name;
    return new ReportFiles(asked, asked.resolveSibling(stem + PAGE));
  }

  private static String stem(String name, String ending) {
    return name.substring(0, name.length() - ending.length());
  }
}
