package dev.millrace.operator.migration;

import dev.millrace.api.MigrationRequest;
import dev.millrace.api.MigrationRequestStatus;
import dev.millrace.operator.status.StatusWriter;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Objects;

/**
 * The resource's status at the API server. A change of the specification in between is no obstacle,
 * another status is.
 *
 * @param statuses that writes
 */
record ApiStore(StatusWriter statuses) implements MigrationStore {
  private static final int TRIES = 5;

  @Override
  public MigrationRequest write(MigrationRequest seen, MigrationRequestStatus status) {
    MigrationRequest at = seen;
    for (int i = 0; i < TRIES; i++) {
      try {
        MigrationRequest written =
            statuses.apply(
                at, status, MigrationRequest::new, at.getMetadata().getResourceVersion());
        statuses
            .events()
            .tell(
                written,
                seen.getStatus() == null ? null : seen.getStatus().conditions(),
                status.conditions());
        return written;
      } catch (KubernetesClientException e) {
        if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
          throw e;
        }
        at = again(seen);
      }
    }
    throw new KubernetesClientException(
        "the status of " + seen.getMetadata().getName() + " meets one conflict after another");
  }

  private MigrationRequest again(MigrationRequest seen) {
    MigrationRequest now = statuses.client().resource(seen).get();
    if (now == null
        || !Objects.equals(now.getMetadata().getUid(), seen.getMetadata().getUid())
        || !Objects.equals(now.getStatus(), seen.getStatus())) {
      throw new OvertakenException(
          "somebody else has written the status of " + seen.getMetadata().getName());
    }
    return now;
  }
}
