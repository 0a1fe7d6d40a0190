package dev.millrace.operator.migration;

import dev.millrace.api.MigrationPhase;
import dev.millrace.api.MigrationRequest;
import dev.millrace.api.MigrationRequestStatus;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;

/** A status in memory. */
final class FakeStore implements MigrationStore {
  private final List<MigrationPhase> phases = new ArrayList<>();
  private MigrationRequest request;
  private boolean away;
  private boolean overtaken;

  FakeStore(MigrationRequest request) {
    this.request = request;
  }

  @Override
  public synchronized MigrationRequest write(MigrationRequest seen, MigrationRequestStatus status) {
    if (overtaken) {
      throw new OvertakenException("somebody else");
    }
    if (away) {
      throw new KubernetesClientException("the API server is away");
    }
    MigrationRequest written = new MigrationRequest();
    written.setMetadata(seen.getMetadata());
    written.setSpec(seen.getSpec());
    written.setStatus(status);
    request = written;
    if (phases.isEmpty() || phases.getLast() != status.phase()) {
      phases.add(status.phase());
    }
    notifyAll();
    return written;
  }

  synchronized void away(boolean now) {
    away = now;
  }

  synchronized void overtaken() {
    overtaken = true;
  }

  /** The resource as it is now. */
  synchronized MigrationRequest request() {
    return request;
  }

  /** The phases in the order in which they were written. */
  synchronized List<MigrationPhase> phases() {
    return List.copyOf(phases);
  }

  /** Waits until a phase has been written. */
  synchronized void await(MigrationPhase phase) throws InterruptedException {
    while (!phases.contains(phase)) {
      wait();
    }
  }
}
