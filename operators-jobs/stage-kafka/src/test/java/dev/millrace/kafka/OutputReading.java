package dev.millrace.kafka;

import dev.millrace.stream.stage.Identity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a reader that drops repeated identities sees.
 *
 * @param first occurrences, by output partition
 * @param repeats how many it has dropped
 */
record OutputReading(Map<String, List<String>> first, int repeats) {
  static OutputReading of(SimulatedTopics broker) {
    Map<String, List<String>> first = new LinkedHashMap<>();
    int[] repeats = new int[1];
    broker.logs.forEach(
        (at, log) -> {
          List<String> outputs = new ArrayList<>();
          Identity[] last = new Identity[1];
          for (SimulatedTopics.Landed landed : log) {
            if (last[0] != null && landed.identity().compareInPartition(last[0]) <= 0) {
              repeats[0]++;
            } else {
              last[0] = landed.identity();
              outputs.add(landed.identity() + new String(landed.value(), StandardCharsets.UTF_8));
            }
          }
          first.put(at.toString(), outputs);
        });
    return new OutputReading(first, repeats[0]);
  }
}
