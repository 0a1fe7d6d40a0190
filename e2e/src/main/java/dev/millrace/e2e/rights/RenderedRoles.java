package dev.millrace.e2e.rights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.millrace.e2e.audit.Right;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What rendered roles allow an account.
 *
 * @param everywhere by ClusterRoleBindings
 * @param inNamespaces by RoleBindings
 */
public record RenderedRoles(Set<Right> everywhere, Set<Right> inNamespaces) {
  private static final YAMLMapper YAML = new YAMLMapper();

  /** Takes copies. */
  public RenderedRoles {
    everywhere = Set.copyOf(everywhere);
    inNamespaces = Set.copyOf(inNamespaces);
  }

  /**
   * Reads what {@code helm template} prints. A right to one object counts as the right to its kind:
   * a call about another object is refused, and so a fault of its own.
   *
   * @throws IllegalArgumentException if a role grants more than can be compared: wildcards, or
   *     several objects by their names
   */
  public static RenderedRoles read(String manifests, String namespace, String account)
      throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    try (var all = YAML.readerFor(JsonNode.class).<JsonNode>readValues(manifests)) {
      all.forEachRemaining(objects::add);
    }
    return new RenderedRoles(
        granted(objects, "ClusterRole", namespace, account),
        granted(objects, "Role", namespace, account));
  }

  /** All of it. */
  public Set<Right> all() {
    SortedSet<Right> all = new TreeSet<>(everywhere);
    all.addAll(inNamespaces);
    return all;
  }

  private static Set<Right> granted(
      List<JsonNode> objects, String kind, String namespace, String account) {
    SortedSet<Right> rights = new TreeSet<>();
    for (JsonNode binding : objects) {
      if (binding.path("kind").asText().equals(kind + "Binding")
          && isBound(binding.path("subjects"), namespace, account)) {
        objects.stream()
            .filter(role -> role.path("kind").asText().equals(kind))
            .filter(role -> role.at("/metadata/name").equals(binding.at("/roleRef/name")))
            .filter(
                role -> role.at("/metadata/namespace").equals(binding.at("/metadata/namespace")))
            .forEach(role -> role.path("rules").forEach(rule -> rights.addAll(rights(rule))));
      }
    }
    return rights;
  }

  private static boolean isBound(JsonNode subjects, String namespace, String account) {
    for (JsonNode subject : subjects) {
      if (subject.path("kind").asText().equals("ServiceAccount")
          && subject.path("name").asText().equals(account)
          && subject.path("namespace").asText().equals(namespace)) {
        return true;
      }
    }
    return false;
  }

  private static List<Right> rights(JsonNode rule) {
    if (rule.path("resourceNames").size() > 1 || rule.toString().contains("\"*\"")) {
      throw new IllegalArgumentException("cannot be compared with what was used: " + rule);
    }
    List<Right> rights = new ArrayList<>();
    for (JsonNode verb : rule.path("verbs")) {
      rule.path("nonResourceURLs")
          .forEach(path -> rights.add(new Right("", path.asText(), verb.asText())));
      for (JsonNode group : rule.path("apiGroups")) {
        rule.path("resources")
            .forEach(
                resource ->
                    rights.add(new Right(group.asText(), resource.asText(), verb.asText())));
      }
    }
    return rights;
  }
}
