package dev.millrace.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
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

  @Test
  void aContainerThatIsBeingMadeIsNoTrouble() {
    assertThat(PodTrouble.of(List.of(waiting("ContainerCreating")))).isEmpty();
    assertThat(PodTrouble.of(List.of())).isEmpty();
  }

  @Test
  void aPodThatNoNodeTakesSaysWhatTheSchedulerSaid() {
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withName("p")
            .endMetadata()
            .withNewStatus()
            .addNewCondition()
            .withType("PodScheduled")
            .withStatus("False")
            .withMessage("0/2 nodes are available: insufficient memory")
            .endCondition()
            .endStatus()
            .build();
    PodTrouble trouble = PodTrouble.of(List.of(pod)).orElseThrow();
    assertThat(trouble.reason()).isEqualTo(Reason.Unschedulable);
    assertThat(trouble.message()).contains("insufficient memory");
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
