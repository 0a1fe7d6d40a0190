package dev.millrace.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pod's status says of why it does not come up. */
class PodTroubleTest {
  @ParameterizedTest
  @CsvSource({
    "ImagePullBackOff,ImageNotPulled",
    "ErrImagePull,ImageNotPulled",
    "CrashLoopBackOff,PodsFailing",
    "CreateContainerConfigError,PodsFailing"
  })
  void aWaitingContainerSaysWhy(String waiting, Reason reason) {
    PodTrouble trouble = PodTrouble.of(List.of(waiting(waiting))).orElseThrow();
    assertThat(trouble.reason()).isEqualTo(reason);
    assertThat(trouble.message()).startsWith("Pod p");
  }

  // Would catch: a user whose expression or certificate is wrong, and who is told an exit code
  // only.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026 [main] ERROR dev.millrace.pod - wrong configuration: gateway.json: key: no x"
            + "|Pod p has failed 3 times, last with exit code 2: wrong configuration: gateway.json: key: no x",
        "at dev.millrace.Some.line|Pod p has failed 3 times, last with exit code 2.",
        "|Pod p has failed 3 times, last with exit code 2."
      })
  void aProcessThatFindsItsFilesWrongIsQuoted(String log, String message) {
    Pod pod =
        new PodBuilder(waiting("CrashLoopBackOff"))
            .editStatus()
            .editFirstContainerStatus()
            .withNewLastState()
            .withNewTerminated()
            .withExitCode(2)
            .withMessage(log)
            .endTerminated()
            .endLastState()
            .endContainerStatus()
            .endStatus()
            .build();
    assertThat(PodTrouble.of(List.of(pod)).orElseThrow().message()).isEqualTo(message);
  }

  @Test
  void aContainerThatIsBeingMadeIsNoTrouble() {
    assertThat(PodTrouble.of(List.of(waiting("ContainerCreating")))).isEmpty();
    assertThat(PodTrouble.of(List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    ",,Pod p: 0/2 nodes",
    "64Gi,,Pod p wants 64Gi of memory: 0/2 nodes",
    "64Gi,50m,Pod p wants 50m of cpu and 64Gi of memory: 0/2 nodes"
  })
  void aPodThatNoNodeTakesSaysWhatItWantsAndWhatTheSchedulerSaid(
      String memory, String cpu, String message) {
    Map<String, Quantity> wanted = new HashMap<>();
    Optional.ofNullable(memory).ifPresent(text -> wanted.put("memory", new Quantity(text)));
    Optional.ofNullable(cpu).ifPresent(text -> wanted.put("cpu", new Quantity(text)));
    PodTrouble trouble = PodTrouble.of(List.of(unscheduled(wanted))).orElseThrow();
    assertThat(trouble.reason()).isEqualTo(Reason.Unschedulable);
    assertThat(trouble.message()).isEqualTo(message);
  }

  private static Pod unscheduled(Map<String, Quantity> wanted) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("p")
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withNewResources()
        .withRequests(wanted)
        .endResources()
        .endContainer()
        .endSpec()
        .withNewStatus()
        .addNewCondition()
        .withType("PodScheduled")
        .withStatus("False")
        .withMessage("0/2 nodes")
        .endCondition()
        .endStatus()
        .build();
  }

  private static Pod waiting(String reason) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("p")
        .endMetadata()
        .withNewStatus()
        .addNewContainerStatus()
        .withName("stage")
        .withImage("millrace.dev/stage:9")
        .withRestartCount(3)
        .withNewState()
        .withNewWaiting()
        .withReason(reason)
        .withMessage("because")
        .endWaiting()
        .endState()
        .endContainerStatus()
        .endStatus()
        .build();
  }
}
