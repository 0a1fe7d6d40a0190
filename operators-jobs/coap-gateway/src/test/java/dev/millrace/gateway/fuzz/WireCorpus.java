package dev.millrace.gateway.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** Datagrams by hand, with what has to come of them. */
final class WireCorpus {
  private WireCorpus() {}

  /**
   * A datagram.
   *
   * @param reaction {@code -}, {@code RST} or the code of an answer
   */
  // Nobody compares entries.
  @SuppressWarnings("ArrayRecordComponent")
  record Entry(byte[] datagram, String reaction, String why) {
    @Override
    public String toString() {
      return reaction + ": " + why + " " + HexFormat.of().formatHex(datagram);
    }
  }

  static List<Entry> read() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                WireCorpus.class.getResourceAsStream("/wire-corpus.txt"),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(WireCorpus::entry)
          .toList();
    }
  }

  private static Entry entry(String line) {
    String[] fields = line.split("\\|");
    return new Entry(
        HexFormat.of().parseHex(fields[0].replace(" ", "")), fields[1].strip(), fields[2].strip());
  }
}
