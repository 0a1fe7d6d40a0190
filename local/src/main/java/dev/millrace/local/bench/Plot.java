package dev.millrace.local.bench;

import java.util.Locale;

/**
 * A chart of a measurement.
 *
 * @param name as part of its file's name
 * @param svg the file
 */
public record Plot(String name, String svg) {
  /** The file's name, of letters that every file system and address can hold. */
  String fileName(String bench) {
    return (bench + "-" + name).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".svg";
  }
}
