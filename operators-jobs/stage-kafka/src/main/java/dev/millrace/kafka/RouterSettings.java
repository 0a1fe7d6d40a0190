package dev.millrace.kafka;

import dev.millrace.api.StageSpec;

/**
 * What a router of a stage needs.
 *
 * @param stage the stage whose partitions it owns for a while; its replica is the router's name
 * @param source name of the replica that is being replaced
 * @param target name of the replica that replaces it
 * @param factor the synchronisation factor
 */
public record RouterSettings(StageSettings stage, String source, String target, long factor) {
  StageSpec spec() {
    return stage.spec().stages().stream()
        .filter(one -> one.name().equals(stage.stage()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no stage '" + stage.stage() + "'"));
  }
}
