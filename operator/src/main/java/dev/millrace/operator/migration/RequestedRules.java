package dev.millrace.operator.migration;

import dev.millrace.api.DurationText;
import dev.millrace.api.MigrationRequest;
import dev.millrace.api.MigrationRequestSpec;
import dev.millrace.api.VerificationSpec;
import dev.millrace.stream.migration.MigrationRules;

/** What a request says about how its migration goes. */
final class RequestedRules {
  /** How far the target may be behind to count as caught up, in serial numbers. */
  private static final long GREATEST_LAG = 1_000;

  private static final VerificationSpec USUAL =
      new VerificationSpec(null, 1_000, "2s", VerificationSpec.Promotion.Automatic);

  private RequestedRules() {}

  static MigrationRules rules(MigrationRequest request, MigrationRoute route) {
    MigrationRequestSpec spec = request.getSpec();
    VerificationSpec verification = spec.verification() == null ? USUAL : spec.verification();
    return new MigrationRules(
        MigrationNames.migration(request),
        route.source(),
        route.target(),
        verification.minimumRecords() == null
            ? USUAL.minimumRecords()
            : verification.minimumRecords(),
        millis(verification.minimumDuration(), USUAL.minimumDuration()),
        verification.promotion() == VerificationSpec.Promotion.Manual,
        millis(spec.keepSource(), "30s"),
        millis(spec.deadline(), "10m"),
        GREATEST_LAG);
  }

  private static long millis(String said, String otherwise) {
    return DurationText.parse(said == null ? otherwise : said).toMillis();
  }
}
