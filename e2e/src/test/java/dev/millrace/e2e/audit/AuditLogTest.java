package dev.millrace.e2e.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  private static final String ACCOUNT = "system:serviceaccount:system:operator";

  @TempDir Path directory;
  private AuditLog log;

  private static String event(String id, int second, String verb, String object) {
    return """
    {"auditID":"%s","user":{"username":"%s"},"verb":"%s","objectRef":%s,\
    "requestReceivedTimestamp":"2026-01-01T00:00:0%d.500000Z","responseStatus":{"code":200}}
    """
        .formatted(id, ACCOUNT, verb, object, second);
  }

  @BeforeEach
  void write() throws IOException {
    String pools = "{\"resource\":\"nodepools\",\"apiGroup\":\"millrace.dev\"}";
    String map = "{\"resource\":\"configmaps\",\"namespace\":\"plant\",\"name\":\"gate\"}";
    Files.writeString(
        directory.resolve("audit-2026-01-01T00-00-02.log"),
        event("a", 1, "watch", pools) + event("b", 2, "patch", map));
    Files.writeString(
        directory.resolve("audit.log"),
        event("a", 1, "watch", pools)
            + event("c", 3, "patch", map)
            + event("d", 3, "get", map).replace(ACCOUNT, "somebody")
            + event("e", 4, "get", map));
    Files.writeString(directory.resolve("etcd.log"), "no event of " + ACCOUNT);
    log = new AuditLog(directory, ACCOUNT);
  }

  private List<String> ids(String from, String to) throws IOException {
    return log.between(Instant.parse(from), Instant.parse(to)).stream()
        .map(AuditEvent::id)
        .toList();
  }

  @Test
  void aWatchThatBeganAndEndedIsOneCall() throws IOException {
    assertThat(ids("2026-01-01T00:00:00Z", "2026-01-01T00:00:05Z"))
        .containsExactly("a", "b", "c", "e");
    assertThat(log.all()).hasSize(5);
  }

  @Test
  void aTimeHasItsBeginningAndNotItsEnd() throws IOException {
    assertThat(ids("2026-01-01T00:00:02.500Z", "2026-01-01T00:00:04.500Z"))
        .containsExactly("b", "c");
  }

  @Test
  void itIsToldWhatWasChanged() throws IOException {
    List<AuditEvent> all = log.between(Instant.EPOCH, Instant.MAX);
    assertThat(all).extracting(AuditEvent::isWrite).containsExactly(false, true, true, false);
    assertThat(all.get(1).object()).isEqualTo("plant/gate");
  }
}
