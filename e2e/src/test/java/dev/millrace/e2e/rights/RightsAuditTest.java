package dev.millrace.e2e.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.e2e.audit.AuditEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A comparison that overlooks a right is worse than none. */
class RightsAuditTest {
  private static final String ACCOUNT = "system:serviceaccount:system:operator";
  private static final String WIDE =
      """
      kind: ClusterRole
      metadata: {name: operator}
      rules:
      - {apiGroups: [""], resources: [nodes], verbs: [list]}
      - {apiGroups: [apps], resources: [deployments], verbs: [patch, create]}
      - {nonResourceURLs: [/version], verbs: [get]}
      ---
      kind: ClusterRoleBinding
      metadata: {name: operator}
      roleRef: {kind: ClusterRole, name: operator}
      subjects: [{kind: ServiceAccount, name: operator, namespace: system}]
      ---
      kind: ClusterRole
      metadata: {name: for-people}
      rules:
      - {apiGroups: [apps], resources: [deployments], verbs: [delete]}
      """;
  private static final String NARROW =
      """
      kind: ClusterRole
      metadata: {name: operator}
      rules:
      - {apiGroups: [""], resources: [nodes], verbs: [list]}
      - {nonResourceURLs: [/version], verbs: [get]}
      ---
      kind: ClusterRoleBinding
      metadata: {name: operator}
      roleRef: {kind: ClusterRole, name: operator}
      subjects: [{kind: ServiceAccount, name: operator, namespace: system}]
      ---
      kind: Role
      metadata: {name: operator, namespace: plant}
      rules:
      - {apiGroups: [apps], resources: [deployments], verbs: [patch, create]}
      ---
      kind: RoleBinding
      metadata: {name: operator, namespace: plant}
      roleRef: {kind: Role, name: operator}
      subjects: [{kind: ServiceAccount, name: operator, namespace: system}]
      """;

  private final List<String> log =
      new ArrayList<>(
          List.of(
              event(ACCOUNT, "list", "{\"resource\":\"nodes\",\"apiVersion\":\"v1\"}", 200),
              event(ACCOUNT, "patch", deployments(), 201),
              "{\"user\":{\"username\":\"%s\"},\"verb\":\"get\",\"requestURI\":\"/version?timeout=1s\"}"
                  .formatted(ACCOUNT),
              event("somebody", "delete", deployments(), 200)));

  private static String deployments() {
    return "{\"resource\":\"deployments\",\"apiGroup\":\"apps\",\"namespace\":\"plant\"}";
  }

  private static String event(String user, String verb, String object, int code) {
    return "{\"user\":{\"username\":\"%s\"},\"verb\":\"%s\",\"objectRef\":%s,\"responseStatus\":{\"code\":%d,\"message\":\"so\"}}"
        .formatted(user, verb, object, code);
  }

  private List<String> faults(String wide, String narrow) throws IOException {
    return RightsAudit.faults(calls(log.stream()), roles(wide), roles(narrow));
  }

  private static AuditedCalls calls(Stream<String> lines) {
    return AuditedCalls.of(AuditEvent.of(lines, ACCOUNT).toList());
  }

  private static RenderedRoles roles(String manifests) throws IOException {
    return RenderedRoles.read(manifests, "system", "operator");
  }

  @Test
  void everyRightIsUsedAndEveryUseAllowed() throws IOException {
    assertThat(faults(WIDE, NARROW)).isEmpty();
  }

  @Test
  void aRightThatNobodyUsed() throws IOException {
    log.removeIf(line -> line.contains("nodes"));
    assertThat(faults(WIDE, NARROW)).containsExactly("never used: list nodes");
  }

  @Test
  void anApplyOfWhatIsThereCreatesNothing() throws IOException {
    log.replaceAll(line -> line.replace("201", "200"));
    assertThat(faults(WIDE, NARROW)).containsExactly("never used: create deployments.apps");
  }

  @Test
  void aCallThatWasRefused() throws IOException {
    log.add(event(ACCOUNT, "delete", deployments(), 403));
    assertThat(faults(WIDE, NARROW)).containsExactly("refused: delete deployments.apps: so");
  }

  @Test
  void aRightFromElsewhere() throws IOException {
    log.add(event(ACCOUNT, "get", "{\"resource\":\"nodes\",\"subresource\":\"status\"}", 200));
    assertThat(faults(WIDE, NARROW))
        .containsExactly("used, and not from the chart: get nodes/status");
  }

  @Test
  void theTwoFormsDiffer() throws IOException {
    assertThat(faults(WIDE, NARROW.replace("[patch, create]", "[patch, create, get]")))
        .containsExactly("only there with watchNamespaces: get deployments.apps");
    assertThat(faults(WIDE, NARROW.replace("[patch, create]", "[patch]")))
        .containsExactly("not there with watchNamespaces: create deployments.apps");
    assertThat(faults(WIDE, WIDE)).hasSize(2).allMatch(fault -> fault.contains("in spite of"));
  }

  @Test
  void aRightToOneObjectIsUsedOrNot() throws IOException {
    String one = "resources: [nodes], resourceNames: [a], verbs:";
    String some = "resources: [nodes], resourceNames: [a, b], verbs:";
    String whole = "resources: [nodes], verbs:";
    assertThat(faults(WIDE.replace(whole, one), NARROW.replace(whole, one))).isEmpty();
    assertThatThrownBy(() -> roles(WIDE.replace(whole, some)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everybodyMayAskWhatTheyMay() throws IOException {
    String rules =
        "{\"resource\":\"selfsubjectrulesreviews\",\"apiGroup\":\"authorization.k8s.io\"}";
    log.add(event(ACCOUNT, "create", rules, 201));
    assertThat(faults(WIDE, NARROW)).isEmpty();
  }

  @Test
  void aWildcardCannotBeCompared() {
    assertThatThrownBy(() -> roles(WIDE.replace("[list]", "[\"*\"]")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void halfALineOfAnotherDoesNoHarm() {
    assertThat(calls(Stream.of("{\"user\":{\"usern")).used()).isEmpty();
    assertThatThrownBy(() -> calls(Stream.of("{\"user\": \"" + ACCOUNT)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
