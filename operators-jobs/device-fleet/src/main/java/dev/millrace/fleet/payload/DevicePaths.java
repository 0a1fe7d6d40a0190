package dev.millrace.fleet.payload;

import dev.millrace.fleet.check.Problems;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path and the variables of each device. The variables are the digits of the device's number in
 * a mixed radix, so all combinations occur before one occurs again. The variable that stands last
 * in the path changes fastest; variables that only the payload uses change slowest, by name.
 */
public final class DevicePaths {
  /** Variable that every fleet has: the device's number, from 0. */
  public static final String DEVICE = "device";

  private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");

  /** Longest Uri-Path option (RFC 7252 section 5.10). */
  private static final int LONGEST_SEGMENT = 255;

  private final List<String> segments;
  private final Map<String, List<String>> variables;
  private final List<String> slowestFirst;

  private DevicePaths(
      List<String> segments, Map<String, List<String>> variables, List<String> slowestFirst) {
    this.segments = segments;
    this.variables = variables;
    this.slowestFirst = slowestFirst;
  }

  /** The checked paths; empty, with all that is wrong noted, if the template is no good. */
  public static Optional<DevicePaths> compile(
      String template, Map<String, List<String>> variables, int devices, Problems problems) {
    int before = problems.count();
    variables.forEach(
        (name, values) ->
            problems.require(
                values != null && !values.isEmpty() && values.stream().noneMatch(Objects::isNull),
                "spec.variables." + name,
                "needs at least one value, and no null"));
    problems.require(
        !variables.containsKey(DEVICE),
        "spec.variables." + DEVICE,
        "is the device's number and cannot be declared");
    if (template == null || !template.startsWith("/")) {
      problems.add("spec.path", "needs a path that starts with '/', got '" + template + "'");
      return Optional.empty();
    }
    problems.require(
        template.indexOf('?') < 0 && template.indexOf('#') < 0,
        "spec.path",
        "'" + template + "' has a query or a fragment; only a path can be given");
    Set<String> used = new LinkedHashSet<>();
    VARIABLE.matcher(template).results().forEach(match -> used.add(match.group(1)));
    Set<String> allowed = new TreeSet<>(variables.keySet());
    allowed.add(DEVICE);
    for (String name : used) {
      problems.require(
          allowed.contains(name),
          "spec.path",
          "unknown variable {" + name + "}; there are " + allowed);
    }
    String literal = VARIABLE.matcher(template).replaceAll("");
    problems.require(
        literal.indexOf('{') < 0 && literal.indexOf('}') < 0,
        "spec.path",
        "'" + template + "' has an unpaired brace");
    if (problems.count() > before) {
      return Optional.empty();
    }
    List<String> segments =
        template.length() == 1 ? List.of() : Arrays.asList(template.substring(1).split("/", -1));
    Set<String> order = new TreeSet<>(variables.keySet());
    order.removeAll(used);
    List<String> slowestFirst = new ArrayList<>(order);
    used.stream().filter(variables::containsKey).forEach(slowestFirst::add);
    DevicePaths paths = new DevicePaths(segments, variables, slowestFirst);
    paths.checkLengths(devices, problems);
    return problems.count() > before ? Optional.empty() : Optional.of(paths);
  }

  /** The variables of device {@code number}, without {@link #DEVICE}. */
  public Map<String, String> variables(int number) {
    Map<String, String> values = new LinkedHashMap<>();
    int rest = number;
    for (String name : slowestFirst.reversed()) {
      List<String> choices = variables.get(name);
      values.put(name, choices.get(rest % choices.size()));
      rest /= choices.size();
    }
    return values;
  }

  /** The decoded segments of device {@code number}'s path. */
  public List<String> path(int number) {
    Map<String, String> values = variables(number);
    values.put(DEVICE, Integer.toString(number));
    return segments.stream()
        .map(
            segment ->
                VARIABLE
                    .matcher(segment)
                    .replaceAll(match -> Matcher.quoteReplacement(values.get(match.group(1)))))
        .toList();
  }

  private void checkLengths(int devices, Problems problems) {
    for (int number = 0; number < devices; number++) {
      for (String segment : path(number)) {
        int length = segment.getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_SEGMENT) {
          problems.add(
              "spec.path",
              "a segment of device "
                  + number
                  + " has "
                  + length
                  + " bytes; at most "
                  + LONGEST_SEGMENT
                  + " are allowed (RFC 7252 section 5.10)");
          return;
        }
      }
    }
  }
}
