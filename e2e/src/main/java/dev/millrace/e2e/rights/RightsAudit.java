package dev.millrace.e2e.rights;

import dev.millrace.e2e.audit.Right;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares rights that were used with those that roles allow. */
final class RightsAudit {
  /** Kinds without a namespace. */
  private static final Set<String> CLUSTER_WIDE =
      Set.of("nodes", "nodepools", "nodepools/status", "/version");

  private static final Right OWN_RIGHTS =
      new Right("authorization.k8s.io", "selfsubjectrulesreviews", "create");

  private RightsAudit() {}

  /**
   * What is wrong; empty if the rights are exactly those that were used.
   *
   * @param wide as rendered for all namespaces
   * @param narrow as rendered for some
   */
  static List<String> faults(AuditedCalls calls, RenderedRoles wide, RenderedRoles narrow) {
    List<String> faults = new ArrayList<>();
    calls.refused().forEach(refused -> faults.add("refused: " + refused));
    less(wide.all(), calls.used()).forEach(right -> faults.add("never used: " + right));
    less(calls.used(), wide.all()).stream()
        .filter(right -> !isEverybodys(right))
        .forEach(right -> faults.add("used, and not from the chart: " + right));
    less(wide.all(), narrow.all())
        .forEach(right -> faults.add("not there with watchNamespaces: " + right));
    less(narrow.all(), wide.all())
        .forEach(right -> faults.add("only there with watchNamespaces: " + right));
    narrow.everywhere().stream()
        .filter(right -> !CLUSTER_WIDE.contains(right.resource()))
        .sorted()
        .forEach(right -> faults.add("in all namespaces in spite of watchNamespaces: " + right));
    return faults;
  }

  /**
   * Which APIs there are, and what one may do oneself, may be asked by every account (roles {@code
   * system:discovery} and {@code system:basic-user}).
   */
  private static boolean isEverybodys(Right right) {
    return right.equals(OWN_RIGHTS)
        || right.verb().equals("get")
            && (right.resource().equals("/api")
                || right.resource().equals("/apis")
                || right.resource().startsWith("/api/")
                || right.resource().startsWith("/apis/"));
  }

  private static Set<Right> less(Set<Right> all, Set<Right> without) {
    Set<Right> rest = new TreeSet<>(all);
    rest.removeAll(without);
    return rest;
  }
}
