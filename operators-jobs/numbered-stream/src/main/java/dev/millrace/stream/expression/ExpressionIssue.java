package dev.millrace.stream.expression;

import java.util.Optional;

/**
 * One thing that is wrong with an expression's source.
 *
 * @param message what is wrong and what there is instead
 * @param line 1-based line within the source
 * @param column 0-based column within that line, in code points
 * @param suggestion a sentence such as {@code Did you mean 'direction'?}
 */
public record ExpressionIssue(String message, int line, int column, Optional<String> suggestion) {
  /** Message and suggestion in one line. */
  public String text() {
    return suggestion.map(sentence -> message + ". " + sentence).orElse(message);
  }
}
