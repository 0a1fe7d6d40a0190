package dev.millrace.local.check;

import java.util.HashMap;
import java.util.Map;

/** {@code dedupe}. */
final class DedupeStep implements Step {
  private record Subject(String key, String by) {}

  private final Formula by;
  private final long within;
  private final StepContext context;
  private final Map<Subject, Long> passed = new HashMap<>();
  private final Map<Long, Subject> forgetting = new HashMap<>();
  private long instances;

  DedupeStep(Formula by, long within, StepContext context) {
    this.by = by;
    this.within = within;
    this.context = context;
  }

  @Override
  public void process(Event event, Next next) throws StepFailure {
    Subject subject = new Subject(event.key(), by.value(event.variables()).toString());
    Long before = passed.get(subject);
    if (before != null && event.time() < before + within) {
      return;
    }
    Deadline deadline = context.deadline(event.time() + within, event.key(), instances);
    if (!context.clock().isOver(deadline)) {
      passed.put(subject, event.time());
      forgetting.put(instances, subject);
      context.clock().set(deadline);
      instances++;
    }
    next.accept(event);
  }

  @Override
  public void fire(Deadline deadline, Next next) {
    Subject subject = forgetting.remove(deadline.instance());
    if (context.deadline(passed.get(subject) + within, subject.key(), 0).time()
        == deadline.time()) {
      passed.remove(subject);
    }
  }
}
