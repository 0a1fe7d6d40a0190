package dev.millrace.stream.pipeline;

import dev.millrace.api.DeviceFleetSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The paths that the devices of a fleet send to. */
final class FleetPaths {
  /** The variable that is the device's number. */
  private static final String DEVICE = "device";

  private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)\\}");

  private final String path;
  private final Map<String, List<String>> values;

  FleetPaths(DeviceFleetSpec fleet) {
    this.path = fleet.path();
    this.values = fleet.variables() == null ? Map.of() : fleet.variables();
  }

  /** Variables of the path that have no values. */
  Set<String> unknown() {
    Set<String> unknown = variables();
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
    samples.add(expand(this::first));
    for (String variable : variables()) {
      for (String value : values.getOrDefault(variable, List.of())) {
        UnaryOperator<String> choice = name -> name.equals(variable) ? value : first(name);
        samples.add(expand(choice));
      }
    }
    return samples;
  }

  /** The variables from left to right; they may stand anywhere in a segment. */
  private Set<String> variables() {
    Set<String> variables = new LinkedHashSet<>();
    VARIABLE.matcher(path).results().forEach(variable -> variables.add(variable.group(1)));
    return variables;
  }

  private List<String> expand(UnaryOperator<String> choice) {
    String expanded =
        VARIABLE
            .matcher(path)
            .replaceAll(variable -> Matcher.quoteReplacement(choice.apply(variable.group(1))));
    return List.of(expanded.substring(1).split("/", -1));
  }

  private String first(String variable) {
    if (variable.equals(DEVICE)) {
      return "0";
    }
    List<String> all = values.getOrDefault(variable, List.of());
    return all.isEmpty() ? "" : all.get(0);
  }
}
