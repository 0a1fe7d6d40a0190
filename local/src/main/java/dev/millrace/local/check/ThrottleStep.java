package dev.millrace.local.check;

import java.util.HashMap;
import java.util.Map;

/** {@code throttle}. */
final class ThrottleStep implements Step {
  private record Period(String key, long start) {}

  private final long limit;
  private final long per;
  private final StepContext context;
  private final Map<Period, Long> passed = new HashMap<>();

  ThrottleStep(long limit, long per, StepContext context) {
    this.limit = limit;
    this.per = per;
    this.context = context;
  }

  @Override
  public void process(Event event, Next next) throws StepFailure {
    Period period = new Period(event.key(), Math.floorDiv(event.time(), per) * per);
    Deadline deadline = context.deadline(period.start() + per, event.key(), period.start());
    if (context.clock().isOver(deadline)) {
      context.late().accept(event);
      return;
    }
    context.clock().set(deadline);
    if (passed.merge(period, 1L, Long::sum) <= limit) {
      next.accept(event);
    }
  }

  @Override
  public void fire(Deadline deadline, Next next) {
    passed.remove(new Period(deadline.key(), deadline.instance()));
  }
}
