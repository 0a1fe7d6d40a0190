package dev.millrace.stream.step;

import dev.millrace.stream.expression.AggregateExpression;
import dev.millrace.stream.expression.AggregateFunction;
import dev.millrace.stream.expression.TypedExpression;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.state.RecordKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All aggregates of a step, side by side in a {@link Part}. A record is first {@linkplain #evaluate
 * evaluated}, which changes nothing; then it can be added to any part. One thread.
 */
final class Accumulators {
  private final Aggregate[] aggregates;
  private final RecordScope scope;
  private final int numbers;
  private final int texts;
  private final Part combined;

  /**
   * @param mergedInOrder whether the parts that are merged follow each other in the order that
   *     {@code first} and {@code last} mean
   */
  Accumulators(GroupFields plan, StepRuntime runtime, int step, boolean mergedInOrder) {
    List<Aggregate> all = new ArrayList<>();
    int numberCount = 0;
    int textCount = 0;
    for (AggregateExpression field : plan.fields()) {
      if (field.function() != AggregateFunction.NONE) {
        int part = step + StepChain.PART * (all.size() + 1);
        Aggregate next =
            create(field, numberCount, textCount, runtime, part, mergedInOrder ? null : runtime);
        all.add(next);
        numberCount += next.numbers();
        textCount += next.texts();
      }
    }
    aggregates = all.toArray(Aggregate[]::new);
    scope = new RecordScope(plan.environment());
    numbers = numberCount;
    texts = textCount;
    combined = new Part().at(new long[numbers], 0, new String[texts], 0);
  }

  private static Aggregate create(
      AggregateExpression field,
      int number,
      int text,
      StepRuntime runtime,
      int part,
      StepRuntime rank) {
    TypedExpression argument = new TypedExpression(field.argumentType(), field.argument());
    return switch (field.function()) {
      case COUNT -> new CountAggregate(number, text, field.argument());
      case SUM ->
          switch (field.argumentType()) {
            case DOUBLE -> new RealSum(number, text, argument, false);
            case INT, STRING, BOOL -> new IntegerSum(number, text, field.argument());
          };
      case AVG -> new RealSum(number, text, argument, true);
      case MIN -> new Extreme(number, text, argument, false);
      case MAX -> new Extreme(number, text, argument, true);
      case FIRST -> new EndAggregate(number, text, argument, false, rank);
      case LAST -> new EndAggregate(number, text, argument, true, rank);
      case DISTINCT -> new DistinctAggregate(number, text, argument, runtime.state, part);
      case NONE -> throw new IllegalArgumentException("not an aggregate");
    };
  }

  /** Numbers of a part. */
  int numbers() {
    return numbers;
  }

  /** Texts of a part. */
  int texts() {
    return texts;
  }

  /** Evaluates all arguments for a record; fails before anything has changed. */
  void evaluate(Row row, RecordKey key) {
    var variables = scope.of(row, key);
    for (Aggregate aggregate : aggregates) {
      aggregate.evaluate(variables);
    }
  }

  /** Begins a part with the record. */
  void open(Part part) {
    for (Aggregate aggregate : aggregates) {
      aggregate.open(part);
    }
  }

  /** Fails if the record cannot be added. */
  void check(Part part) {
    for (Aggregate aggregate : aggregates) {
      aggregate.check(part);
    }
  }

  /** Adds the record to a part that has been {@linkplain #check checked}. */
  void add(Part part) {
    for (Aggregate aggregate : aggregates) {
      aggregate.add(part);
    }
  }

  /** Whether parts that are each possible may be impossible together. */
  boolean mergeCanFail() {
    return Arrays.stream(aggregates).anyMatch(Aggregate::mergeCanFail);
  }

  /**
   * Fails if full parts, and after them the record in a part of its own or in an open one, cannot
   * be combined. Changes nothing.
   *
   * @param isOpen whether {@code last} has records
   */
  void checkCombination(List<Part> full, Part last, boolean isOpen) {
    for (Aggregate aggregate : aggregates) {
      if (aggregate.mergeCanFail()) {
        Part total = full.getFirst().copy(numbers, texts);
        full.stream().skip(1).forEach(part -> aggregate.merge(total, part));
        Part trial = last.copy(numbers, texts);
        if (isOpen) {
          aggregate.add(trial);
        } else {
          aggregate.open(trial);
        }
        aggregate.merge(total, trial);
      }
    }
  }

  /** The aggregates one by one, for what must be done in some order across them. */
  Aggregate[] each() {
    return aggregates;
  }

  /** Begins to combine parts. */
  void beginCombination() {
    combined.key = null;
    for (Aggregate aggregate : aggregates) {
      aggregate.beginCombination();
    }
  }

  /** Combines one more part, which stays as it is. */
  void combine(Part part) {
    if (combined.key == null) {
      System.arraycopy(part.numbers, part.number, combined.numbers, 0, numbers);
      System.arraycopy(part.texts, part.text, combined.texts, 0, texts);
      combined.of(part.key, part.id);
      return;
    }
    for (Aggregate aggregate : aggregates) {
      aggregate.combine(combined, part);
    }
  }

  /** What has been combined; its key is null if there was no part. */
  Part combined() {
    return combined;
  }

  /** Removes what the aggregates keep beside the part. */
  void clear(Part part) {
    for (Aggregate aggregate : aggregates) {
      aggregate.clear(part);
    }
  }
}
