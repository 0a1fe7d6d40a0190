package dev.millrace.local.check;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.millrace.api.FieldType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A CEL expression, checked against declared fields and evaluated by the CEL library's own runtime.
 * Struct variables are maps from field name to value; an absent field is absent from its map.
 */
final class Formula {
  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

  private final String source;
  private final CelRuntime.Program program;
  private final CelType type;

  private Formula(String source, CelRuntime.Program program, CelType type) {
    this.source = source;
    this.program = program;
    this.type = type;
  }

  /**
   * Compiles an expression.
   *
   * @param texts names of string variables
   * @param structs fields of struct variables, by the variable's name
   * @throws IllegalArgumentException if it is not a valid expression of these variables
   */
  static Formula of(String source, Iterable<String> texts, Map<String, Fields> structs) {
    Map<String, StructType> types = new LinkedHashMap<>();
    structs.forEach((name, fields) -> types.put(name, structType(name, fields)));
    CelCompilerBuilder compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setTypeProvider(new StructTypes(ImmutableMap.copyOf(types)));
    texts.forEach(name -> compiler.addVar(name, SimpleType.STRING));
    types.forEach((name, type) -> compiler.addVar(name, StructTypeReference.create(type.name())));
    try {
      CelAbstractSyntaxTree tree = compiler.build().compile(source).getAst();
      return new Formula(source, RUNTIME.createProgram(tree), tree.getResultType());
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalArgumentException("expression " + source + ": " + e.getMessage(), e);
    }
  }

  /** The value for these variables: a Long, Double, String or Boolean. */
  Object value(Map<String, ?> variables) throws StepFailure {
    try {
      return program.eval(variables);
    } catch (CelEvaluationException e) {
      throw new StepFailure(source + ": " + e.getMessage());
    }
  }

  /** The value of an expression of type bool. */
  boolean holds(Map<String, ?> variables) throws StepFailure {
    return (Boolean) value(variables);
  }

  /** The field type of the value. */
  FieldType type() {
    return switch (type.kind()) {
      case INT -> FieldType.INT;
      case DOUBLE -> FieldType.DOUBLE;
      case STRING -> FieldType.STRING;
      case BOOL -> FieldType.BOOL;
      default -> throw new IllegalArgumentException(source + ": no field has type " + type.name());
    };
  }

  private static StructType structType(String variable, Fields fields) {
    ImmutableMap<String, FieldType> types = ImmutableMap.copyOf(fields.types());
    return StructType.create(
        "record." + variable,
        types.keySet(),
        name -> Optional.ofNullable(types.get(name)).map(Formula::celType));
  }

  private static CelType celType(FieldType type) {
    return switch (type) {
      case INT -> SimpleType.INT;
      case DOUBLE -> SimpleType.DOUBLE;
      case STRING -> SimpleType.STRING;
      case BOOL -> SimpleType.BOOL;
    };
  }

  private record StructTypes(ImmutableMap<String, StructType> byVariable)
      implements CelTypeProvider {
    @Override
    public ImmutableCollection<CelType> types() {
      return ImmutableList.copyOf(byVariable.values());
    }

    @Override
    public Optional<CelType> findType(String name) {
      return byVariable.values().stream()
          .filter(type -> type.name().equals(name))
          .map(CelType.class::cast)
          .findFirst();
    }
  }
}
