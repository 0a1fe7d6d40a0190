package dev.millrace.local.drawing;

/** A style sheet, which stands as it is and hence must not hold what means something in markup. */
public record Style(String sheet) implements Node {
  /** Refuses a sheet that could end itself. */
  public Style {
    if (sheet.indexOf('<') >= 0 || sheet.indexOf('&') >= 0) {
      throw new IllegalArgumentException("a style sheet with < or &");
    }
  }

  @Override
  public void write(StringBuilder to) {
    to.append(sheet);
  }
}
