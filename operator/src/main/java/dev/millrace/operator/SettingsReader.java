package dev.millrace.operator;

import dev.millrace.api.DurationText;
import dev.millrace.operator.render.RenderSettings;
import dev.millrace.operator.render.RenderSettings.Exposure;
import dev.millrace.operator.render.RenderSettings.SharedAccess;
import dev.millrace.operator.render.RenderSettings.Storage;
import dev.millrace.operator.render.RenderSettings.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads the operator's settings: an argument {@code --image-tag=1} or, without it, an environment
 * variable {@code MILLRACE_IMAGE_TAG}. All that is wrong is said at once.
 */
final class SettingsReader {
  private static final String PREFIX = "MILLRACE_";
  private static final int GREATEST_PORT = 65_535;
  private static final int MOST_GATEWAYS = 64;
  private static final int MOST_TASKS = 64;

  private final Map<String, String> given;
  private final Set<String> known = new LinkedHashSet<>();
  private final List<String> problems = new ArrayList<>();

  private SettingsReader(Map<String, String> given) {
    this.given = given;
  }

  /**
   * The settings of a process.
   *
   * @throws IllegalArgumentException with one line for each problem
   */
  static OperatorSettings read(Map<String, String> environment, List<String> arguments) {
    Map<String, String> given = new LinkedHashMap<>();
    List<String> odd = new ArrayList<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX) && !value.isBlank()) {
            given.put(
                name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-'), value);
          }
        });
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (argument.startsWith("--") && equals > 2) {
        given.put(argument.substring(2, equals), argument.substring(equals + 1));
      } else {
        odd.add("'" + argument + "' is no setting: write --name=value");
      }
    }
    SettingsReader reader = new SettingsReader(given);
    reader.problems.addAll(odd);
    return reader.settings();
  }

  private OperatorSettings settings() {
    OperatorSettings settings =
        new OperatorSettings(
            words("namespaces"),
            number("http-port", 8080, 0, GREATEST_PORT),
            value("kafka-timeout", "10s", DurationText::parse),
            number("reconcilers", 8, 1, 64),
            lease(),
            rendering());
    Set<String> unknown = new LinkedHashSet<>(given.keySet());
    unknown.removeAll(known);
    unknown.forEach(
        name ->
            problems.add(
                "no setting '%s'. Settings: %s.".formatted(name, String.join(", ", known))));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    return settings;
  }

  private Optional<LeaseSettings> lease() {
    String identity = given("identity");
    Optional<LeaseSettings> lease =
        value(
            "lease",
            "",
            text ->
                text.isEmpty() ? Optional.empty() : Optional.of(LeaseSettings.of(text, identity)));
    if (lease.isPresent() && identity == null) {
      problems.add("identity: has to be given with lease, another one for each operator");
    }
    return lease;
  }

  private RenderSettings rendering() {
    return new RenderSettings(
        text("image-prefix", "millrace.dev/"),
        text("image-tag", "latest"),
        text("image-pull-policy", "IfNotPresent"),
        List.copyOf(words("image-pull-secrets")),
        choice("storage", Storage.class, Storage.PersistentVolumeClaim),
        given("storage-class"),
        text("storage-size", "1Gi"),
        choice("storage-shared-access", SharedAccess.class, SharedAccess.ReadWriteOnce),
        number("flink-tasks-per-pod", 4, 1, MOST_TASKS),
        choice("gateway-workload", Workload.class, Workload.Deployment),
        number("gateway-replicas", 1, 1, MOST_GATEWAYS),
        choice("gateway-exposure", Exposure.class, Exposure.NodePort),
        value("network-policies", "true", SettingsReader::bool));
  }

  private String given(String name) {
    known.add(name);
    return given.get(name);
  }

  private String text(String name, String otherwise) {
    String value = given(name);
    return value == null ? otherwise : value;
  }

  private Set<String> words(String name) {
    return Arrays.stream(text(name, "").split(",", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private int number(String name, int otherwise, int least, int most) {
    return value(
        name,
        Integer.toString(otherwise),
        text -> {
          int number = Integer.parseInt(text);
          if (number < least || number > most) {
            throw new IllegalArgumentException("must be from " + least + " to " + most);
          }
          return number;
        });
  }

  private <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
    return value(
        name,
        otherwise.name(),
        text ->
            Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "must be one of "
                                + Arrays.stream(type.getEnumConstants())
                                    .map(Enum::name)
                                    .collect(Collectors.joining(", ")))));
  }

  private static boolean bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("must be true or false");
    };
  }

  private <T> T value(String name, String otherwise, Function<String, T> parse) {
    String text = text(name, otherwise);
    try {
      return parse.apply(text);
    } catch (NumberFormatException e) {
      problems.add("%s: '%s' is not a number".formatted(name, text));
    } catch (IllegalArgumentException e) {
      problems.add("%s: '%s' %s".formatted(name, text, e.getMessage()));
    }
    return parse.apply(otherwise);
  }
}
