package dev.millrace.stream.step;

import dev.millrace.stream.expression.Scope;
import dev.millrace.stream.expression.TypedExpression;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.PartitionState;
import dev.millrace.stream.state.RecordKey;
import java.util.HashSet;
import java.util.Set;

/**
 * {@code distinct}. One number: how many; one text: the value that was the last to be new, the head
 * of a list. Each value has a cell of its own, so that adding one costs the same however many there
 * are: its step number is the step's plus a multiple of {@link StepChain#PART}, its key is made of
 * the record key and the value, its instance is the part's id, its one text is the next value of
 * the list, null at the end.
 */
final class DistinctAggregate extends Aggregate {
  private final TypedExpression argument;
  private final PartitionState state;
  private final int step;
  private final Set<String> union = new HashSet<>();
  private String value;

  DistinctAggregate(
      int number, int text, TypedExpression argument, PartitionState state, int step) {
    super(number, text);
    this.argument = argument;
    this.state = state;
    this.step = step;
  }

  @Override
  int numbers() {
    return 1;
  }

  @Override
  int texts() {
    return 1;
  }

  @Override
  boolean hasCells() {
    return true;
  }

  @Override
  void evaluate(Scope scope) {
    value =
        switch (argument.type()) {
          case INT -> Long.toString(argument.node().integer(scope));
          case DOUBLE -> Double.toString(argument.node().real(scope));
          case BOOL -> Boolean.toString(argument.node().bool(scope));
          case STRING -> argument.node().text(scope);
        };
  }

  @Override
  void open(Part part) {
    part.numbers[part.number + number] = 0;
    part.texts[part.text + text] = null;
    add(part);
  }

  @Override
  void add(Part part) {
    add(part, value);
  }

  private void add(Part part, String member) {
    RecordKey place = place(part, member);
    if (state.get(step, place, part.id) == null) {
      String[] next = {part.texts[part.text + text]};
      state.put(step, place, part.id, new Cell(new long[0], next));
      part.texts[part.text + text] = member;
      part.numbers[part.number + number]++;
    }
  }

  /** The length keeps apart keys and values that would look alike when joined. */
  private static RecordKey place(Part part, String member) {
    String key = part.key.text();
    return RecordKey.of(key.length() + ":" + key + member);
  }

  @Override
  void merge(Part into, Part from) {
    String member = from.texts[from.text + text];
    while (member != null) {
      String next = remove(from, member);
      add(into, member);
      member = next;
    }
  }

  @Override
  void clear(Part part) {
    String member = part.texts[part.text + text];
    while (member != null) {
      member = remove(part, member);
    }
  }

  private String remove(Part part, String member) {
    RecordKey place = place(part, member);
    Cell cell = state.edit(step, place, part.id);
    state.remove(step, place, part.id, cell);
    return cell.texts[0];
  }

  @Override
  void beginCombination() {
    union.clear();
  }

  @Override
  void combine(Part into, Part from) {
    if (union.isEmpty()) {
      collect(into);
    }
    collect(from);
    into.numbers[into.number + number] = union.size();
  }

  private void collect(Part part) {
    String member = part.texts[part.text + text];
    while (member != null) {
      union.add(member);
      member = state.get(step, place(part, member), part.id).texts[0];
    }
  }

  @Override
  void write(Part part, Row row, int slot) {
    row.setLong(slot, part.numbers[part.number + number]);
  }
}
