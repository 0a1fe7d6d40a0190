package dev.millrace.stream.expression;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.exceptions.CelAttributeNotFoundException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.values.StructValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.millrace.api.FieldType;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.record.Schema;
import java.util.Optional;

/**
 * Evaluates with CEL's own planner runtime, over the same rows: what the closures must agree with.
 */
final class PlannerOracle {
  private final Environment environment;
  private final StructType type;
  private final CelRuntime runtime;

  /** The environment has the struct {@code value} of this schema and the string {@code key}. */
  PlannerOracle(Environment environment, Schema schema) {
    this.environment = environment;
    ImmutableMap<String, CelType> fields =
        schema.names().stream()
            .collect(toImmutableMap(name -> name, name -> celType(schema.type(schema.slot(name)))));
    this.type =
        StructType.create(
            "record value", fields.keySet(), name -> Optional.ofNullable(fields.get(name)));
    this.runtime =
        CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(Declarations.OPTIONS)
            .setTypeProvider(new OneType(type))
            .build();
  }

  CelRuntime.Program program(String source) {
    try {
      CelAbstractSyntaxTree tree = Declarations.compiler(environment).compile(source).getAst();
      return runtime.createProgram(tree);
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalArgumentException(source, e);
    }
  }

  /** The value, or nothing if the evaluation failed. */
  Optional<Object> evaluate(CelRuntime.Program program, Row row, String key) {
    RowValue record = new RowValue(row, type);
    try {
      return Optional.of(
          program.eval(name -> name.equals("key") ? Optional.of(key) : Optional.of(record)));
    } catch (CelEvaluationException e) {
      return Optional.empty();
    }
  }

  private static CelType celType(FieldType type) {
    return switch (type) {
      case INT -> SimpleType.INT;
      case DOUBLE -> SimpleType.DOUBLE;
      case STRING -> SimpleType.STRING;
      case BOOL -> SimpleType.BOOL;
    };
  }

  private record OneType(StructType type) implements CelTypeProvider {
    @Override
    public ImmutableCollection<CelType> types() {
      return ImmutableList.of(type);
    }

    @Override
    public Optional<CelType> findType(String name) {
      return name.equals(type.name()) ? Optional.of(type) : Optional.empty();
    }
  }

  // Nothing changes the row while the runtime looks at it.
  @SuppressWarnings("Immutable")
  private static final class RowValue extends StructValue<String, Row> {
    private final Row row;
    private final StructType type;

    RowValue(Row row, StructType type) {
      this.row = row;
      this.type = type;
    }

    @Override
    public Row value() {
      return row;
    }

    @Override
    public boolean isZeroValue() {
      return false;
    }

    @Override
    public CelType celType() {
      return type;
    }

    @Override
    public Object select(String field) {
      return find(field).orElseThrow(() -> CelAttributeNotFoundException.forFieldResolution(field));
    }

    @Override
    public Optional<Object> find(String field) {
      int slot = row.schema().slot(field);
      if (!row.has(slot)) {
        return Optional.empty();
      }
      return Optional.of(
          switch (row.schema().type(slot)) {
            case INT -> (Object) row.getLong(slot);
            case DOUBLE -> (Object) row.getDouble(slot);
            case STRING -> row.getString(slot);
            case BOOL -> (Object) row.getBool(slot);
          });
    }
  }
}
