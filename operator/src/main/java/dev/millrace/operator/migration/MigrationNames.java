package dev.millrace.operator.migration;

import dev.millrace.api.MigrationRequest;
import dev.millrace.operator.render.Rendered;

/**
 * Names by which the control log knows a migration and its target. A MigrationRequest that is
 * deleted and made again is another migration, so they carry a part of its identity.
 */
final class MigrationNames {
  private static final int DIGITS = 5;
  private static final int LONGEST = 80;

  private MigrationNames() {}

  static String migration(MigrationRequest request) {
    String name = request.getMetadata().getName().replace('.', '-');
    return name.substring(0, Math.min(LONGEST, name.length()))
        + "-"
        + Rendered.hash(request.getMetadata().getUid()).substring(0, DIGITS);
  }

  /** A replica's name begins with its pool's. */
  static String target(MigrationRequest request) {
    return request.getSpec().to().pool() + "." + migration(request);
  }
}
