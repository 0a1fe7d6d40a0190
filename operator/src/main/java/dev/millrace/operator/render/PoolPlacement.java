package dev.millrace.operator.render;

import dev.millrace.api.NodePoolSpec;
import dev.millrace.api.TolerationSpec;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where the pods of a pool may run. */
final class PoolPlacement {
  /** After so long on a node that is not reachable a pod is replaced. */
  private static final long UNREACHABLE_SECONDS = 60;

  private PoolPlacement() {}

  static Map<String, String> nodeSelector(NodePoolSpec pool) {
    return pool.nodeSelector() == null ? Map.of() : pool.nodeSelector();
  }

  static List<Toleration> tolerations(NodePoolSpec pool) {
    List<Toleration> all = new ArrayList<>();
    if (pool.tolerations() != null) {
      pool.tolerations().forEach(one -> all.add(toleration(one)));
    }
    all.add(lost("node.kubernetes.io/not-ready"));
    all.add(lost("node.kubernetes.io/unreachable"));
    return all;
  }

  private static Toleration toleration(TolerationSpec said) {
    return new TolerationBuilder()
        .withKey(said.key())
        .withOperator(said.operator())
        .withValue(said.value())
        .withEffect(said.effect())
        .withTolerationSeconds(said.tolerationSeconds())
        .build();
  }

  private static Toleration lost(String taint) {
    return new TolerationBuilder()
        .withKey(taint)
        .withOperator("Exists")
        .withEffect("NoExecute")
        .withTolerationSeconds(UNREACHABLE_SECONDS)
        .build();
  }
}
