package dev.millrace.stream.pipeline;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.MigrationRequestSpec;
import dev.millrace.api.MigrationTargetSpec;
import dev.millrace.api.StageSpec;
import dev.millrace.api.TopicSpec;
import dev.millrace.api.manifest.FieldPath;
import dev.millrace.api.manifest.Resource;
import java.util.List;
import java.util.Objects;

/** What runs on which pool exists, and no stage has more threads than partitions (C3-02). */
final class Placement {
  private static final FieldPath SPEC = FieldPath.of("spec");

  private final Inventory inventory;
  private final Problems problems;

  private Placement(Inventory inventory, Problems problems) {
    this.inventory = inventory;
    this.problems = problems;
  }

  static void check(Inventory inventory, Problems problems) {
    Placement placement = new Placement(inventory, problems);
    for (Resource<CoapGatewaySpec> gateway : inventory.gateways()) {
      placement.pool(gateway, SPEC.field("pool"), gateway.spec().pool());
    }
    for (StageSite stage : inventory.stages()) {
      placement.pool(stage.pipeline(), stage.field("pool"), stage.spec().pool());
      placement.pool(stage.pipeline(), stage.field("standby"), stage.spec().standby());
      placement.parallelism(
          stage.pipeline(), stage.field("parallelism"), stage.spec().parallelism(), stage);
    }
    inventory.migrations().forEach(placement::migration);
  }

  private void migration(Resource<MigrationRequestSpec> migration) {
    String wanted = migration.spec().stage();
    List<StageSite> stages =
        inventory.stages().stream()
            .filter(stage -> stage.pipeline().namespace().equals(migration.namespace()))
            .toList();
    StageSite stage =
        stages.stream().filter(found -> path(found).equals(wanted)).findFirst().orElse(null);
    if (stage == null) {
      problems.add(
          migration,
          SPEC.field("stage"),
          "no stage '" + wanted + "' in namespace " + migration.namespace() + ".",
          Names.suggest("Stages", wanted, stages.stream().map(Placement::path).toList()));
    }
    MigrationTargetSpec to = migration.spec().to();
    if (to != null) {
      FieldPath target = SPEC.field("to");
      pool(migration, target.field("pool"), to.pool());
      if (stage != null) {
        parallelism(migration, target.field("parallelism"), to.parallelism(), stage);
        standstill(migration, target, to, stage);
      }
    }
  }

  /** Only where it is the stage's one migration; others may have moved it away before. */
  private void standstill(
      Resource<MigrationRequestSpec> migration,
      FieldPath field,
      MigrationTargetSpec to,
      StageSite stage) {
    StageSpec from = stage.spec();
    boolean only =
        inventory.migrations().stream()
                .filter(other -> other.namespace().equals(migration.namespace()))
                .filter(other -> path(stage).equals(other.spec().stage()))
                .count()
            == 1;
    if (only
        && Objects.equals(to.pool(), from.pool())
        && (to.parallelism() == null || to.parallelism().equals(from.parallelism()))
        && Objects.equals(engine(to.pool(), to.engine()), engine(from.pool(), from.engine()))) {
      problems.add(
          migration,
          field,
          "stage %s runs on NodePool '%s' already, and nothing else changes."
              .formatted(path(stage), to.pool()),
          "Name another pool, engine or parallelism, or remove the MigrationRequest.");
    }
  }

  private StageSpec.Engine engine(String pool, StageSpec.Engine named) {
    return named != null
        ? named
        : inventory
            .pool(pool)
            .map(found -> GraphBuilder.engineOf(found.spec().tier()))
            .orElse(null);
  }

  private static String path(StageSite stage) {
    return stage.pipeline().name() + "/" + stage.name();
  }

  private void pool(Resource<?> resource, FieldPath field, String pool) {
    if (pool != null && inventory.pool(pool).isEmpty()) {
      List<String> names = inventory.pools().stream().map(Resource::name).toList();
      problems.add(
          resource, field, "no NodePool '" + pool + "'.", Names.suggest("NodePools", pool, names));
    }
  }

  private void parallelism(
      Resource<?> resource, FieldPath field, Integer parallelism, StageSite stage) {
    TopicSpec input = stage.topics().get(stage.spec().from());
    if (parallelism != null && input != null && parallelism > input.partitions()) {
      problems.add(
          resource,
          field,
          "parallelism %d is more than topic %s has partitions."
              .formatted(parallelism, stage.spec().from()),
          "At most " + input.partitions() + ": one partition is computed by one thread.");
    }
  }
}
