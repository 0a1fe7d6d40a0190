package dev.millrace.local.check;

import dev.millrace.api.FlatMapSpec;
import dev.millrace.api.JoinSpec;
import dev.millrace.api.StepSpec;
import dev.millrace.api.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Makes the steps of a stage from its manifest. */
final class StepFactory {
  /**
   * The steps of one partition.
   *
   * @param steps in order
   * @param output fields of what the last one writes
   * @param rekey the expression of a last step {@code rekey}, or null
   */
  record Chain(List<Step> steps, Fields output, String rekey) {}

  private StepFactory() {}

  static Chain chain(List<StepSpec> specs, Fields input, LogClock clock, Consumer<Event> late) {
    List<Step> steps = new ArrayList<>();
    Fields fields = input;
    String rekey = null;
    for (StepSpec spec : specs) {
      StepContext context = new StepContext(steps.size(), fields, clock, late);
      if (spec.rekey() != null) {
        rekey = spec.rekey();
      } else if (spec.map() != null) {
        FormulaRow row = FormulaRow.of(spec.map(), context::formula);
        steps.add(new MapStep(row));
        fields = row.types();
      } else if (spec.flatMap() != null) {
        FlatMapStep step = flatMap(spec.flatMap(), context);
        steps.add(step);
        fields = step.entries().get(0).row().types();
      } else if (spec.running() != null) {
        Emission emission = new Emission(spec.running(), fields);
        steps.add(new RunningStep(emission));
        fields = emission.types();
      } else if (spec.window() != null) {
        Emission emission = new Emission(spec.window().emit(), fields);
        steps.add(window(spec.window(), emission, context));
        fields = emission.types();
      } else if (spec.join() != null) {
        FormulaRow row = joinRow(spec.join(), fields);
        steps.add(join(spec.join(), row, context));
        fields = row.types();
      } else if (spec.custom() != null) {
        steps.add(new CustomStep());
        fields = spec.custom().fields() == null ? fields : new Fields(spec.custom().fields());
      } else {
        steps.add(passing(spec, context));
      }
    }
    return new Chain(steps, fields, rekey);
  }

  /** Steps that leave the fields as they are. */
  private static Step passing(StepSpec spec, StepContext context) {
    if (spec.filter() != null) {
      return new FilterStep(context.formula(spec.filter()));
    }
    if (spec.dedupe() != null) {
      return new DedupeStep(
          context.formula(spec.dedupe().by()),
          CheckedStage.millis(spec.dedupe().within(), 0),
          context);
    }
    if (spec.throttle() != null) {
      return new ThrottleStep(
          spec.throttle().limit(), CheckedStage.millis(spec.throttle().per(), 0), context);
    }
    throw new IllegalArgumentException("a step that the checker does not know: " + spec);
  }

  private static FlatMapStep flatMap(List<FlatMapSpec> specs, StepContext context) {
    return new FlatMapStep(
        specs.stream()
            .map(
                spec ->
                    new FlatMapStep.Entry(
                        spec.when() == null ? null : context.formula(spec.when()),
                        FormulaRow.of(spec.emit(), context::formula)))
            .toList());
  }

  private static Step window(WindowSpec spec, Emission emission, StepContext context) {
    if (spec.tumbling() != null) {
      long size = CheckedStage.millis(spec.tumbling(), 0);
      return new TimeWindowStep(emission, size, size, context);
    }
    if (spec.sliding() != null) {
      return new TimeWindowStep(
          emission,
          CheckedStage.millis(spec.sliding().size(), 0),
          CheckedStage.millis(spec.sliding().every(), 0),
          context);
    }
    if (spec.session() != null) {
      return new SessionStep(emission, CheckedStage.millis(spec.session(), 0), context);
    }
    int size = spec.count().size();
    Integer every = spec.count().every();
    return new CountWindowStep(emission, size, every == null ? size : every);
  }

  private static FormulaRow joinRow(JoinSpec spec, Fields fields) {
    return FormulaRow.of(
        spec.emit(),
        source -> Formula.of(source, List.of("key"), Map.of("left", fields, "right", fields)));
  }

  private static Step join(JoinSpec spec, FormulaRow row, StepContext context) {
    return new JoinStep(
        context.formula(spec.left()),
        context.formula(spec.right()),
        row,
        CheckedStage.millis(spec.within(), 0),
        context);
  }
}
