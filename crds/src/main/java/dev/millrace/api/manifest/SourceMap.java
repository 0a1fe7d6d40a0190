package dev.millrace.api.manifest;

import java.util.Map;
import java.util.Objects;

/** Where in its file each field of one resource stands. Immutable. */
public final class SourceMap {
  private final Location start;
  private final Map<String, Location> fields;

  SourceMap(Location start, Map<String, Location> fields) {
    this.start = Objects.requireNonNull(start, "start");
    this.fields = Map.copyOf(fields);
  }

  /**
   * The map of a resource that comes from no file, for instance from a cluster; {@code origin}
   * names it.
   */
  public static SourceMap unknown(String origin) {
    return new SourceMap(Location.ofFile(origin), Map.of());
  }

  /** Where the resource begins. */
  public Location start() {
    return start;
  }

  /**
   * Where the field at {@code fieldPath} (as {@link FieldPath} writes it) stands: a field at its
   * name, a list's element at its beginning. A field that the file does not have is placed at the
   * nearest one around it.
   */
  public Location locate(String fieldPath) {
    String path = fieldPath;
    while (!path.isEmpty()) {
      Location found = fields.get(path);
      if (found != null) {
        return found;
      }
      path = around(path);
    }
    return start;
  }

  /** Like {@link #locate(String)}. */
  public Location locate(FieldPath fieldPath) {
    return locate(fieldPath.toString());
  }

  private static String around(String path) {
    int cut = path.endsWith("]") ? path.lastIndexOf('[') : path.lastIndexOf('.');
    return cut < 0 ? "" : path.substring(0, cut);
  }
}
