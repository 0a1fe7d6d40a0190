package dev.millrace.stream.stage;

import dev.millrace.stream.record.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says in words how two sets of fields differ. */
final class SchemaDifference {
  private SchemaDifference() {}

  /**
   * What is declared and not written as declared; empty if names and types are equal. The order of
   * fields may differ.
   */
  static Optional<String> of(Schema declared, Schema written) {
    List<String> differences = new ArrayList<>();
    for (int slot = 0; slot < declared.size(); slot++) {
      String name = declared.name(slot);
      String type = Schema.label(declared.type(slot));
      int other = written.slot(name);
      if (other < 0) {
        differences.add("'" + name + "' (" + type + "), which is not written");
      } else if (written.type(other) != declared.type(slot)) {
        differences.add(
            "'%s' as %s, which is written as %s"
                .formatted(name, type, Schema.label(written.type(other))));
      }
    }
    for (int slot = 0; slot < written.size(); slot++) {
      if (declared.slot(written.name(slot)) < 0) {
        differences.add(
            "no '%s' (%s), which is written"
                .formatted(written.name(slot), Schema.label(written.type(slot))));
      }
    }
    return differences.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", differences));
  }
}
