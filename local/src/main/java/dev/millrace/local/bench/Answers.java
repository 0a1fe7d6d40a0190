package dev.millrace.local.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answers of a {@link JvmProcess}: one line of JSON each on its standard output. */
public final class Answers {
  private Answers() {}

  /** Prints an answer; names and values in turn. */
  public static void print(Object... namesAndValues) throws JsonProcessingException {
    Map<String, Object> answer = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      answer.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    print(answer);
  }

  /** Prints an answer. */
  public static void print(Map<String, Object> answer) throws JsonProcessingException {
    System.out.println(new JsonMapper().writeValueAsString(answer));
    System.out.flush();
  }

  /** A number of an answer. */
  public static double number(Map<String, Object> answer, String name) {
    if (answer.get(name) instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException("no number '" + name + "' in " + answer);
  }

  /** A list of numbers of an answer. */
  static Samples samples(Map<String, Object> answer, String name) {
    if (answer.get(name) instanceof List<?> values) {
      return new Samples(
          values.stream().mapToDouble(value -> ((Number) value).doubleValue()).toArray());
    }
    throw new IllegalArgumentException("no numbers '" + name + "' in " + answer);
  }
}
