package dev.millrace.local.bench;

import java.util.Map;

/**
 * How one move went, in nanoseconds of {@link System#nanoTime}.
 *
 * @param owner the replica that owns every partition now
 * @param whole from the request until nothing of what was left behind ran any more
 * @param openedNanos when the last partition had its new owner
 * @param handOvers by partition, the time in which its outputs may have had to wait
 * @param phases by name, in order
 */
public record Moved(
    String owner,
    Stretch whole,
    long openedNanos,
    Map<Integer, Stretch> handOvers,
    Map<String, Stretch> phases) {

  /** From the request until every partition had its new owner. */
  public double openedMillis() {
    return Stretch.millis(openedNanos - whole.from());
  }

  /** The timeline in one line. */
  public String timeline() {
    StringBuilder text = new StringBuilder();
    phases.forEach(
        (name, phase) ->
            text.append(text.isEmpty() ? "" : ", ")
                .append(name)
                .append(' ')
                .append(Rendering.number(Math.rint(phase.millis()))));
    return text.toString();
  }
}
