package dev.millrace.stream.expression;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.millrace.api.FieldType;
import dev.millrace.stream.expression.Environment.Variable;
import dev.millrace.stream.record.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Declares an environment's variables, and the aggregates, to CEL's checker. */
final class Declarations {
  /** Ints can be ordered against doubles; everything else is CEL's own choice. */
  static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

  private static final List<CelType> NUMBERS = List.of(SimpleType.INT, SimpleType.DOUBLE);
  private static final List<CelType> ORDERED =
      List.of(SimpleType.INT, SimpleType.DOUBLE, SimpleType.STRING);
  private static final List<CelType> ANY =
      List.of(SimpleType.INT, SimpleType.DOUBLE, SimpleType.STRING, SimpleType.BOOL);

  private Declarations() {}

  static CelCompiler compiler(Environment environment) {
    ImmutableList<CelType> structs =
        environment.variables().stream()
            .filter(variable -> variable.schema().isPresent())
            .map(variable -> (CelType) struct(variable.name(), variable.schema().get()))
            .collect(ImmutableList.toImmutableList());
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.HAS)
            .setTypeProvider(new Structs(structs))
            .addFunctionDeclarations(aggregates());
    for (Variable variable : environment.variables()) {
      builder.addVar(
          variable.name(),
          variable.schema().isPresent()
              ? StructTypeReference.create(typeName(variable.name()))
              : SimpleType.STRING);
    }
    return builder.build();
  }

  private static StructType struct(String variable, Schema schema) {
    ImmutableMap<String, CelType> fields =
        schema.names().stream()
            .collect(toImmutableMap(name -> name, name -> type(schema.type(schema.slot(name)))));
    return StructType.create(
        typeName(variable), fields.keySet(), name -> Optional.ofNullable(fields.get(name)));
  }

  /** A name that no expression can write, so that types cannot be mistaken for variables. */
  private static String typeName(String variable) {
    return "record " + variable;
  }

  private static CelType type(FieldType type) {
    return switch (type) {
      case INT -> SimpleType.INT;
      case DOUBLE -> SimpleType.DOUBLE;
      case STRING -> SimpleType.STRING;
      case BOOL -> SimpleType.BOOL;
    };
  }

  /** The field type of a CEL type that is one. */
  static FieldType fieldType(CelType type) {
    return switch (type.kind()) {
      case INT -> FieldType.INT;
      case DOUBLE -> FieldType.DOUBLE;
      case STRING -> FieldType.STRING;
      case BOOL -> FieldType.BOOL;
      default -> throw new IllegalArgumentException("no field can be " + type.name());
    };
  }

  private static List<CelFunctionDecl> aggregates() {
    List<CelFunctionDecl> functions = new ArrayList<>();
    for (AggregateFunction function : AggregateFunction.values()) {
      switch (function) {
        case COUNT -> functions.add(count(function.callName()));
        case SUM, AVG -> functions.add(aggregate(function, NUMBERS));
        case MIN, MAX -> functions.add(aggregate(function, ORDERED));
        case FIRST, LAST, DISTINCT -> functions.add(aggregate(function, ANY));
        case NONE -> {}
      }
    }
    return functions;
  }

  private static CelFunctionDecl count(String name) {
    return CelFunctionDecl.newFunctionDeclaration(
        name,
        CelOverloadDecl.newGlobalOverload("count_records", SimpleType.INT, List.of()),
        CelOverloadDecl.newGlobalOverload("count_true", SimpleType.INT, SimpleType.BOOL));
  }

  private static CelFunctionDecl aggregate(AggregateFunction function, List<CelType> types) {
    return CelFunctionDecl.newFunctionDeclaration(
        function.callName(),
        types.stream()
            .map(
                type ->
                    CelOverloadDecl.newGlobalOverload(
                        function.callName() + "_" + type.name(), result(function, type), type))
            .toList());
  }

  private static CelType result(AggregateFunction function, CelType argument) {
    return switch (function) {
      case COUNT, DISTINCT -> SimpleType.INT;
      case AVG -> SimpleType.DOUBLE;
      case SUM, MIN, MAX, FIRST, LAST, NONE -> argument;
    };
  }

  /** The struct types of one environment. */
  private record Structs(ImmutableList<CelType> all) implements CelTypeProvider {
    @Override
    public ImmutableCollection<CelType> types() {
      return all;
    }

    @Override
    public Optional<CelType> findType(String name) {
      return all.stream().filter(type -> type.name().equals(name)).findFirst();
    }
  }
}
