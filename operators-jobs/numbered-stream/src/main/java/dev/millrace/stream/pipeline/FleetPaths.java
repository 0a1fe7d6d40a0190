package dev.millrace.stream.pipeline;

import dev.millrace.api.DeviceFleetSpec;
import dev.millrace.api.PathTemplate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The paths that the devices of a fleet send to. */
final class FleetPaths {
  /** The variable that is the device's number. */
  private static final String DEVICE = "device";

  private final PathTemplate template;
  private final Map<String, List<String>> values;

  FleetPaths(DeviceFleetSpec fleet) {
    this.template = PathTemplate.of(fleet.path());
    this.values = fleet.variables() == null ? Map.of() : fleet.variables();
  }

  /** Variables of the path that have no values. */
  Set<String> unknown() {
    Set<String> unknown = new LinkedHashSet<>(template.variables());
    unknown.removeIf(name -> !first(name).isEmpty());
    return unknown;
  }

  /** All variables that a path could have. */
  Set<String> known() {
    Set<String> known = new TreeSet<>(values.keySet());
    known.add(DEVICE);
    return known;
  }

  /**
   * Enough paths that each value of each variable is in one of them; every variable needs values.
   * Whichever values the devices combine, a value that no resource takes shows here.
   */
  List<List<String>> samples() {
    List<List<String>> samples = new ArrayList<>();
    samples.add(template.expand(this::first));
    for (String variable : new LinkedHashSet<>(template.variables())) {
      for (String value : values.getOrDefault(variable, List.of())) {
        UnaryOperator<String> choice = name -> name.equals(variable) ? value : first(name);
        samples.add(template.expand(choice));
      }
    }
    return samples;
  }

  private String first(String variable) {
    if (variable.equals(DEVICE)) {
      return "0";
    }
    List<String> all = values.getOrDefault(variable, List.of());
    return all.isEmpty() ? "" : all.get(0);
  }
}
