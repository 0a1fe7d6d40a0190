package dev.millrace.local.report.page;

/** A style sheet, which stands as it is and hence must not hold what means something in markup. */
record Style(String sheet) implements Node {
  Style {
    if (sheet.indexOf('<') >= 0 || sheet.indexOf('&') >= 0) {
      throw new IllegalArgumentException("a style sheet with < or &");
    }
  }

  @Override
  public void write(StringBuilder to) {
    to.append(sheet);
  }
}
