package dev.millrace.local.bench;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.millrace.stream.record.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The peer: the CEL library's planner runtime over maps, as it is used without own work. */
final class CelPlanner {
  private static final String TYPE = "Reading";

  private final CelRuntime.Program filter;
  private final CelRuntime.Program[] map;
  private final Map<String, Object> variables = new HashMap<>();

  CelPlanner(String filterSource, List<String> mapSources, Schema schema)
      throws CelValidationException {
    CelOptions options = CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
    CelTypeProvider types = new Types(schema);
    CelCompiler compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(options)
            .setTypeProvider(types)
            .addVar("key", SimpleType.STRING)
            .addVar("value", StructTypeReference.create(TYPE))
            .build();
    CelRuntime runtime =
        CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(options)
            .setTypeProvider(types)
            .build();
    try {
      filter = runtime.createProgram(compiler.compile(filterSource).getAst());
      map = new CelRuntime.Program[mapSources.size()];
      for (int i = 0; i < map.length; i++) {
        map[i] = runtime.createProgram(compiler.compile(mapSources.get(i)).getAst());
      }
    } catch (CelEvaluationException e) {
      throw new IllegalStateException(e);
    }
    variables.put("key", "gate-7");
    variables.put("value", Map.of("lot", "lot-3", "gate", "in", "level", 12L, "f", 55.5));
  }

  int evaluate(int call) {
    try {
      int sum = (Boolean) filter.eval(variables) ? call : 0;
      for (CelRuntime.Program program : map) {
        sum += program.eval(variables).hashCode();
      }
      return sum;
    } catch (CelEvaluationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The one type of the records. */
  private static final class Types implements CelTypeProvider {
    private final StructType type;

    Types(Schema schema) {
      ImmutableMap.Builder<String, CelType> byName = ImmutableMap.builder();
      for (String name : schema.names()) {
        byName.put(name, celType(schema, name));
      }
      ImmutableMap<String, CelType> fields = byName.buildOrThrow();
      type =
          StructType.create(TYPE, fields.keySet(), name -> Optional.ofNullable(fields.get(name)));
    }

    @Override
    public ImmutableCollection<CelType> types() {
      return ImmutableList.of(type);
    }

    @Override
    public Optional<CelType> findType(String name) {
      return name.equals(TYPE) ? Optional.of(type) : Optional.empty();
    }

    private static CelType celType(Schema schema, String name) {
      return switch (schema.type(schema.slot(name))) {
        case INT -> SimpleType.INT;
        case DOUBLE -> SimpleType.DOUBLE;
        case STRING -> SimpleType.STRING;
        case BOOL -> SimpleType.BOOL;
      };
    }
  }
}
