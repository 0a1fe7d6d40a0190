package dev.millrace.api.manifest;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Decides rules with the semantics of Kubernetes. Compiles each rule once; for one thread. */
final class CelRules implements RuleEvaluator {
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .enableRegexPartialMatch(true)
          .build();

  private final CelCompiler compiler =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("self", SimpleType.DYN)
          .addVar("oldSelf", SimpleType.DYN)
          .setResultType(SimpleType.BOOL)
          .build();
  private final CelRuntime runtime =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();
  private final Map<String, CelRuntime.Program> programs = new HashMap<>();

  @Override
  public Optional<String> violation(Rule rule, Object self, Object oldSelf) {
    try {
      Map<String, Object> variables =
          oldSelf == null ? Map.of("self", self) : Map.of("self", self, "oldSelf", oldSelf);
      boolean holds = (boolean) program(rule).eval(variables);
      return holds ? Optional.empty() : Optional.of(rule.message());
    } catch (CelEvaluationException e) {
      return Optional.of(rule.message() + " (the rule cannot be decided: " + e.getMessage() + ")");
    }
  }

  private CelRuntime.Program program(Rule rule) throws CelEvaluationException {
    CelRuntime.Program program = programs.get(rule.expression());
    if (program == null) {
      try {
        program = runtime.createProgram(compiler.compile(rule.expression()).getAst());
      } catch (CelValidationException e) {
        throw new IllegalStateException("the rule of " + rule.place() + " is no CEL", e);
      }
      programs.put(rule.expression(), program);
    }
    return program;
  }
}
