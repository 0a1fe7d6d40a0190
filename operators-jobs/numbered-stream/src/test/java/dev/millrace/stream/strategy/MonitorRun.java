package dev.millrace.stream.strategy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a monitor made of a sequence of events.
 *
 * @param forwarded the results that went downstream
 * @param notices what the coordinator was told
 * @param state where it ended
 */
record MonitorRun(List<WindowResult> forwarded, List<MonitorNotice> notices, MonitorState state) {
  static MonitorRun of(long factor, List<? extends MonitorEvent> events) {
    SynchronisationMonitor monitor = new SynchronisationMonitor(factor);
    List<WindowResult> forwarded = new ArrayList<>();
    List<MonitorNotice> notices = new ArrayList<>();
    MonitorState state = MonitorState.initial();
    for (MonitorEvent event : events) {
      SynchronisationMonitor.Transition transition = monitor.step(state, event);
      transition.forwarded().ifPresent(forwarded::add);
      transition.notice().ifPresent(notices::add);
      state = transition.state();
    }
    return new MonitorRun(forwarded, notices, state);
  }

  /** Results in the notation of the worked examples: {@code S3,4} is the source's [3,4]. */
  static List<WindowResult> parse(String text) {
    return text.isBlank()
        ? List.of()
        : Arrays.stream(text.split(" ")).map(MonitorRun::parseOne).toList();
  }

  private static WindowResult parseOne(String text) {
    int comma = text.indexOf(',');
    return new WindowResult(
        text.charAt(0) == 'S' ? Origin.SOURCE : Origin.TARGET,
        Long.parseLong(text.substring(1, comma)),
        Long.parseLong(text.substring(comma + 1)));
  }

  long total() {
    return forwarded.stream().mapToLong(WindowResult::count).sum();
  }
}
