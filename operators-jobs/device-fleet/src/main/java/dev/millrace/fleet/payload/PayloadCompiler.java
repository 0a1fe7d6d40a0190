package dev.millrace.fleet.payload;

import dev.millrace.api.GeneratorSpec;
import dev.millrace.fleet.check.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks the payload of a manifest and turns it into a {@link PayloadPlan}. */
public final class PayloadCompiler {
  /** Names that SenML allows (RFC 8428 section 4.5.1). */
  private static final Pattern SENML_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:./_-]*");

  /** What fits into a datagram without block-wise transfer (RFC 7252 section 4.6). */
  private static final int MOST_BYTES = 1_024;

  private final Problems problems;
  private final FieldCompiler fields;

  /**
   * A compiler for one manifest.
   *
   * @param variables the values that each path variable can take
   * @param baseDirectory where relative names of replay files start
   */
  public PayloadCompiler(
      Problems problems, Map<String, List<String>> variables, Path baseDirectory) {
    this.problems = problems;
    this.fields = new FieldCompiler(problems, variables, new ReplayFiles(baseDirectory));
  }

  /** The plan; empty, with all that is wrong noted, if it cannot be carried out. */
  public Optional<PayloadPlan> compile(
      String mediaType, Map<String, GeneratorSpec> payload, String formatPath, String path) {
    int before = problems.count();
    Optional<PayloadFormat> format =
        mediaType == null ? Optional.of(PayloadFormat.JSON) : PayloadFormat.of(mediaType);
    problems.require(
        format.isPresent(),
        formatPath,
        "'" + mediaType + "' is not a format that devices send: " + PayloadFormat.known());
    if (payload == null || payload.isEmpty()) {
      problems.add(path, "a payload needs at least one field");
      return Optional.empty();
    }
    List<FieldGenerator> generators = new ArrayList<>();
    payload.forEach(
        (name, spec) -> {
          if (format.isPresent() && format.get().isSenml()) {
            problems.require(
                SENML_NAME.matcher(name).matches(),
                path + "." + name,
                "not a SenML name: letters, digits and -:._/ only, a letter or digit first");
          }
          fields.compile(name, spec, path + "." + name).ifPresent(generators::add);
        });
    if (problems.count() > before) {
      return Optional.empty();
    }
    PayloadPlan plan =
        new PayloadPlan(
            format.orElseThrow(),
            new PayloadEncoder(format.orElseThrow()),
            List.copyOf(generators));
    int longest = plan.longest();
    boolean fits =
        problems.require(
            longest <= MOST_BYTES,
            path,
            "a payload can get "
                + longest
                + " bytes long; at most "
                + MOST_BYTES
                + " fit into a datagram (RFC 7252 section 4.6)");
    return fits ? Optional.of(plan) : Optional.empty();
  }
}
