package dev.millrace.operator.pool;

import dev.millrace.api.NodePoolSpec;
import dev.millrace.api.TolerationSpec;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.Taint;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The nodes of a pool.
 *
 * @param nodes that belong to it
 * @param ready of them, those that take pods
 */
public record PoolObservation(int nodes, int ready) {
  /** Counts the nodes whose labels the pool selects. */
  static PoolObservation of(NodePoolSpec spec, Collection<Node> all) {
    List<Node> members = all.stream().filter(node -> selects(spec, node)).toList();
    long ready = members.stream().filter(node -> takesPods(spec, node)).count();
    return new PoolObservation(members.size(), Math.toIntExact(ready));
  }

  private static boolean selects(NodePoolSpec spec, Node node) {
    Map<String, String> labels = node.getMetadata().getLabels();
    return spec.nodeSelector() == null
        || labels != null && labels.entrySet().containsAll(spec.nodeSelector().entrySet());
  }

  private static boolean takesPods(NodePoolSpec spec, Node node) {
    boolean ready =
        node.getStatus() != null
            && node.getStatus().getConditions().stream()
                .anyMatch(PoolObservation::isReadyCondition);
    boolean cordoned =
        node.getSpec() != null && Boolean.TRUE.equals(node.getSpec().getUnschedulable());
    return ready && !cordoned && taints(node).stream().allMatch(taint -> tolerates(spec, taint));
  }

  private static boolean isReadyCondition(NodeCondition condition) {
    return condition.getType().equals("Ready") && condition.getStatus().equals("True");
  }

  private static List<Taint> taints(Node node) {
    return node.getSpec() == null || node.getSpec().getTaints() == null
        ? List.of()
        : node.getSpec().getTaints();
  }

  private static boolean tolerates(NodePoolSpec spec, Taint taint) {
    return taint.getEffect().equals("PreferNoSchedule")
        || spec.tolerations() != null
            && spec.tolerations().stream().anyMatch(toleration -> tolerates(toleration, taint));
  }

  private static boolean tolerates(TolerationSpec toleration, Taint taint) {
    boolean effect = toleration.effect() == null || toleration.effect().equals(taint.getEffect());
    boolean key = toleration.key() == null || toleration.key().equals(taint.getKey());
    boolean value =
        "Exists".equals(toleration.operator())
            || Objects.equals(orEmpty(toleration.value()), orEmpty(taint.getValue()));
    return effect && key && value;
  }

  private static String orEmpty(String value) {
    return value == null ? "" : value;
  }
}
