package dev.millrace.local.check;

import java.util.HashMap;
import java.util.Map;

/** {@code running}. */
final class RunningStep implements Step {
  private final Emission emission;
  private final Map<String, Object[]> states = new HashMap<>();

  RunningStep(Emission emission) {
    this.emission = emission;
  }

  @Override
  public void process(Event event, Next next) throws StepFailure {
    Object[] after = emission.add(states.get(event.key()), emission.arguments(event), 0);
    states.put(event.key(), after);
    next.accept(event.with(emission.results(after, event.key(), 0, 0)));
  }
}
