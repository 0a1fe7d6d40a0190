package dev.millrace.operator.migration;

import dev.millrace.api.MigrationRequest;
import dev.millrace.api.MigrationRequestStatus;

/** Where a migration's status is kept. */
interface MigrationStore {
  /**
   * Writes a status, only if nobody else has written since {@code seen}.
   *
   * @return the resource with the status
   * @throws OvertakenException if somebody else has
   * @throws io.fabric8.kubernetes.client.KubernetesClientException if it cannot be written
   */
  MigrationRequest write(MigrationRequest seen, MigrationRequestStatus status)
      throws OvertakenException;

  /** Another coordinator has written the status since it was read. */
  final class OvertakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OvertakenException(String message) {
      super(message);
    }
  }
}
