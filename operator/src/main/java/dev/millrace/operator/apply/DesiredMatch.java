package dev.millrace.operator.apply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.operator.render.Rendered;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Set;

/**
 * Whether an object is as it was rendered. The API server adds defaults and writes quantities its
 * own way, so everything that was rendered must be there; what was rendered once and is no longer
 * shows in the annotation {@link Rendered#HASH}.
 */
final class DesiredMatch {
  /** Fields whose values are quantities. */
  private static final Set<String> QUANTITIES = Set.of("cpu", "memory", "storage", "sizeLimit");

  private DesiredMatch() {}

  /** Whether {@code actual} needs no write to be as {@code desired}. */
  static boolean matches(HasMetadata desired, HasMetadata actual) {
    return isIn(Rendered.tree(desired), Rendered.tree(actual), "");
  }

  private static boolean isIn(JsonNode want, JsonNode have, String field) {
    if (want.isObject()) {
      return have.isObject()
          && want.properties().stream()
              .allMatch(
                  entry -> {
                    JsonNode there = have.get(entry.getKey());
                    return entry.getValue().isNull()
                        || isNothing(entry.getValue()) && there == null
                        || there != null && isIn(entry.getValue(), there, entry.getKey());
                  });
    }
    if (want.isArray()) {
      if (!have.isArray() || have.size() != want.size()) {
        return false;
      }
      for (int i = 0; i < want.size(); i++) {
        if (!isIn(want.get(i), have.get(i), field)) {
          return false;
        }
      }
      return true;
    }
    return want.equals(have)
        || want.asText().equals(have.asText())
        || QUANTITIES.contains(field) && sameQuantity(want.asText(), have.asText());
  }

  /** The server drops what is empty. */
  private static boolean isNothing(JsonNode want) {
    return want.isContainerNode() && want.isEmpty();
  }

  private static boolean sameQuantity(String one, String other) {
    try {
      return new Quantity(one)
              .getNumericalAmount()
              .compareTo(new Quantity(other).getNumericalAmount())
          == 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
