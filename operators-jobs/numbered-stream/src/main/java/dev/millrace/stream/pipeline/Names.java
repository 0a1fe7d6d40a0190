package dev.millrace.stream.pipeline;

import dev.millrace.api.manifest.Suggestion;
import java.util.Collection;

/** Says which names there are, where one was written that does not exist. */
final class Names {
  private Names() {}

  /** {@code Topics: a, b, c.} */
  static String list(String plural, Collection<String> names) {
    return names.isEmpty()
        ? "There are no " + plural + "."
        : plural + ": " + String.join(", ", names) + ".";
  }

  /** {@code Topics: a, b, c. Did you mean 'a'?} */
  static String suggest(String plural, String written, Collection<String> names) {
    String question = Suggestion.didYouMean(written, names);
    return list(plural, names) + (question.isEmpty() ? "" : " " + question);
  }
}
