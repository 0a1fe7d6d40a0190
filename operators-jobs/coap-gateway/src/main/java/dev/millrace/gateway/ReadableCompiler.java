package dev.millrace.gateway;

import dev.millrace.api.DurationText;
import dev.millrace.api.ObservableSpec;
import dev.millrace.api.PathTemplate;
import dev.millrace.gateway.observe.ObserveTerms;
import dev.millrace.stream.codec.ContentFormat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes resources that can be read from their specifications. */
final class ReadableCompiler {
  private static final Duration MAX_AGE = Duration.ofMinutes(10);
  private static final Duration MIN_INTERVAL = Duration.ofSeconds(3);

  private final RequestExpressions expressions;
  private final CompileProblems problems;

  ReadableCompiler(RequestExpressions expressions, CompileProblems problems) {
    this.expressions = expressions;
    this.problems = problems;
  }

  /** The resource; empty if anything is wrong, which is among the problems then. */
  Optional<ReadableRoute> readable(String place, ObservableSpec spec) {
    Optional<PathTemplate> path =
        problems.attempt(place + ".path", () -> PathTemplate.parse(spec.path()));
    Optional<ObserveTerms> terms = terms(place, spec);
    if (spec.topic() == null) {
      problems.add(place + ".topic", "is missing");
    }
    if (spec.key() == null) {
      problems.add(place + ".key", "is missing");
    }
    if (path.isEmpty() || spec.key() == null) {
      return Optional.empty();
    }
    List<String> variables = path.get().variables();
    Optional<RequestExpression<String>> key =
        problems.attempt(place + ".key", () -> expressions.text(spec.key(), variables));
    Optional<RequestExpression<Boolean>> authorize =
        Optional.ofNullable(spec.authorize())
            .flatMap(
                source ->
                    problems.attempt(
                        place + ".authorize", () -> expressions.bool(source, variables)));
    return key.flatMap(
        of ->
            terms.map(
                how ->
                    new ReadableRoute(
                        path.get(),
                        spec.topic(),
                        of,
                        authorize,
                        how,
                        Optional.ofNullable(spec.resourceType()))));
  }

  private Optional<ObserveTerms> terms(String place, ObservableSpec spec) {
    Optional<ContentFormat> format =
        problems.attempt(
            place + ".format",
            () -> spec.format() == null ? ContentFormat.JSON : RouteCompiler.format(spec.format()));
    Optional<Duration> maxAge = duration(place + ".maxAge", spec.maxAge(), MAX_AGE);
    Optional<Duration> minInterval =
        duration(place + ".minInterval", spec.minInterval(), MIN_INTERVAL);
    return format.flatMap(
        one ->
            maxAge.flatMap(
                age -> minInterval.map(pause -> new ObserveTerms(one.number(), age, pause))));
  }

  private Optional<Duration> duration(String place, String given, Duration fallback) {
    return problems.attempt(place, () -> given == null ? fallback : DurationText.parse(given));
  }
}
