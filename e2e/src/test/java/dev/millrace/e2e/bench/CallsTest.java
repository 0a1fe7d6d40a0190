package dev.millrace.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.audit.AuditEvent;
import dev.millrace.e2e.audit.Right;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallsTest {
  private static AuditEvent call(String verb, String resource) {
    return new AuditEvent("", Instant.EPOCH, List.of(new Right("", resource, verb)), "", 200, "");
  }

  @Test
  void everyWriteIsOfOneSort() {
    Calls calls =
        new Calls(
            List.of(
                call("list", "nodepools"),
                call("watch", "nodepools"),
                call("get", "secrets"),
                call("patch", "nodepools/status"),
                call("patch", "configmaps"),
                call("delete", "deployments"),
                call("create", "events")));
    assertThat(calls.all()).isEqualTo(7);
    assertThat(calls.watches()).isEqualTo(1);
    assertThat(calls.statusWrites()).isEqualTo(1);
    assertThat(calls.objectWrites()).isEqualTo(2);
    assertThat(calls.told()).isEqualTo(1);
    assertThat(calls.writes()).isEqualTo(4);
    assertThat(calls.summary()).contains("patch nodepools/status=1");
  }
}
