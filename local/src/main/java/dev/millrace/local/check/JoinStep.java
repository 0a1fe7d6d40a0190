package dev.millrace.local.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code join}. */
final class JoinStep implements Step {
  private record Kept(long rank, boolean left, Event event) {}

  private final Formula left;
  private final Formula right;
  private final FormulaRow row;
  private final long within;
  private final StepContext context;
  private final Map<String, List<Kept>> kept = new HashMap<>();
  private long rank;

  JoinStep(Formula left, Formula right, FormulaRow row, long within, StepContext context) {
    this.left = left;
    this.right = right;
    this.row = row;
    this.within = within;
    this.context = context;
  }

  @Override
  public void process(Event event, Next next) throws StepFailure {
    Map<String, Object> variables = event.variables();
    boolean isLeft = left.holds(variables);
    if (!isLeft && !right.holds(variables)) {
      return;
    }
    Deadline deadline = context.deadline(event.time() + within + 1, event.key(), rank);
    if (context.clock().isOver(deadline)) {
      context.late().accept(event);
      return;
    }
    List<Kept> own = kept.computeIfAbsent(event.key(), key -> new ArrayList<>());
    List<Kept> others = new ArrayList<>(own);
    own.add(new Kept(rank++, isLeft, event));
    context.clock().set(deadline);
    for (Kept other : others) {
      if (other.left() != isLeft && Math.abs(event.time() - other.event().time()) <= within) {
        next.accept(joined(event, other, isLeft));
      }
    }
  }

  @Override
  public void fire(Deadline deadline, Next next) {
    List<Kept> own = kept.get(deadline.key());
    own.removeIf(one -> one.rank() == deadline.instance());
    if (own.isEmpty()) {
      kept.remove(deadline.key());
    }
  }

  private Event joined(Event event, Kept other, boolean isLeft) throws StepFailure {
    Map<String, Object> variables = new HashMap<>();
    variables.put("key", event.key());
    variables.put("left", (isLeft ? event : other.event()).fields());
    variables.put("right", (isLeft ? other.event() : event).fields());
    return new Event(
        event.key(),
        Math.max(event.time(), other.event().time()),
        row.values(variables),
        event.cause());
  }
}
