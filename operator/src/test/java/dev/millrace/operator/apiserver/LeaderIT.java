package dev.millrace.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.MigrationPhase;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two operators, as processes, of which the one that holds the Lease works. */
@Timeout(value = 600, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LeaderIT {
  private static final char LETTER = (char) ('a' + new Random().nextInt(26));
  private static final String LEASE = "operator";

  @TempDir static Path scratch;
  private static TestApi api;
  private static int used;

  private final String id = nextId();

  @BeforeAll
  static void open() throws Exception {
    api = TestApi.open(scratch);
  }

  @AfterAll
  static void close() {
    api.close();
  }

  @Test
  void theOtherOneEndsTheMoveInWhichTheLeaderWasKilled() throws Exception {
    try (Scenery scenery = new Scenery(api, id);
        OperatorJvm one = operator("one")) {
      Await.until(() -> "one to lead", one::leads);
      try (OperatorJvm two = operator("two")) {
        Await.until(() -> "two to be ready", two::isReady);
        scenery.apply();
        Await.until(() -> id + " to be ready: " + scenery.snapshot(), scenery::isReady);
        scenery.pool("south");
        Await.until(() -> "the target to be placed", scenery::isTargetPlaced);
        assertThat(phase(scenery)).isEqualTo(MigrationPhase.Preparing);
        assertThat(two.leads()).isFalse();

        one.kill();
        scenery.abort();
        Await.until(() -> "two to lead", two::leads);
        Await.until(
            () -> "the end of the move: " + phase(scenery),
            () -> phase(scenery) == MigrationPhase.RolledBack);
        assertThat(scenery.isTargetPlaced()).isFalse();
        scenery.pool("north");
        Await.until(() -> id + " to be ready again: " + scenery.snapshot(), scenery::isReady);
        scenery.deleteMigrations();
        Await.until(() -> "the migration to be let go", () -> scenery.migrations().isEmpty());
      }
    }
  }

  @Test
  void whoEndsInOrderLetsTheOtherOneLead() throws Exception {
    try (Scenery scenery = new Scenery(api, id);
        OperatorJvm one = operator("one")) {
      Await.until(() -> "one to lead", one::leads);
      try (OperatorJvm two = operator("two")) {
        Await.until(() -> "two to be ready", two::isReady);
        one.end();
        assertThat(lease().get().getSpec().getHolderIdentity()).isNotEqualTo("one");
        scenery.apply();
        Await.until(() -> id + " to be ready: " + scenery.snapshot(), scenery::isReady);
        assertThat(two.leads()).isTrue();
      }
    }
  }

  @Test
  void whoHasLostItsLeaseEndsAndSaysSo() throws Exception {
    try (Scenery scenery = new Scenery(api, id);
        OperatorJvm one = operator("one")) {
      Await.until(() -> "one to lead", one::leads);
      lease()
          .patch(
              PatchContext.of(PatchType.JSON),
              "[{\"op\":\"replace\",\"path\":\"/spec/holderIdentity\",\"value\":\"somebody\"}]");
      assertThat(one.exitCode()).isEqualTo(1);
      assertThat(one.log())
          .contains("the operator ends: lease %s/%s is lost: it".formatted(id, LEASE));
      assertThat(lease().get().getSpec().getHolderIdentity()).isEqualTo("somebody");
      assertThat(scenery.migrations()).isEmpty();
    }
  }

  /** It may be cut off from an API server that everybody else reaches. */
  @Test
  void whoCannotRenewItsLeaseEndsAndSaysSo() throws Exception {
    try (Scenery scenery = new Scenery(api, id);
        OperatorJvm one = operator("one")) {
      Await.until(() -> "one to lead", one::leads);
      assertThat(scenery.migrations()).isEmpty();
      TestApi.cluster("api", "freeze");
      try {
        assertThat(one.exitCode()).isEqualTo(1);
      } finally {
        TestApi.cluster("api", "thaw");
      }
      assertThat(one.log())
          .contains("the operator ends: lease %s/%s is lost: it".formatted(id, LEASE));
    }
  }

  private static String nextId() {
    return "%cl%02d".formatted(LETTER, used++);
  }

  private OperatorJvm operator(String identity) throws Exception {
    return OperatorJvm.start(scratch, id, "--lease=" + id + "/" + LEASE, "--identity=" + identity);
  }

  private Resource<Lease> lease() {
    return api.client().resources(Lease.class).inNamespace(id).withName(LEASE);
  }

  private static MigrationPhase phase(Scenery scenery) {
    return scenery.migrations().getFirst().getStatus().phase();
  }
}
