package dev.millrace.stream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both sides of a join are partitioned alike. */
class JoinsTest {
  private static final String FILE = "all.yaml";
  private static final String PLACE = "all.yaml:44  spec.stages[1].steps[0].join.key: ";
  private static final String START = "join of differently partitioned logs: ";
  private static final String NEED = "; the join of stage b needs value.lot from all of them.";
  private static final String HINT = " In a gateway that is path.lot.";

  @TempDir private Path copy;
  private ManifestDirectory join;

  @BeforeEach
  void start() {
    join = ManifestDirectory.of("valid-join", copy);
  }

  @Test
  void aStageWritesAnotherKey() {
    assertThat(join.with(FILE, "key: value.lot", "key: value.plate").problems())
        .containsExactly(
            PLACE
                + START
                + "gateway gates writes 'sightings' keyed by path.lot,"
                + " stage a by value.plate"
                + NEED
                + HINT);
  }

  @Test
  void aGatewayWritesAnotherKey() {
    assertThat(join.with(FILE, "sightings, key: path.lot", "sightings, key: identity").problems())
        .containsExactly(
            PLACE
                + START
                + "gateway gates writes 'sightings' keyed by identity, stage a by value.lot"
                + NEED
                + HINT);
  }

  @Test
  void neitherHasAKey() {
    assertThat(
            join.with(FILE, "sightings, key: path.lot", "sightings")
                .with(FILE, "sightings, key: value.lot", "sightings")
                .problems())
        .containsExactly(
            PLACE
                + START
                + "gateway gates writes 'sightings' without a key,"
                + " stage a with the key that it reads"
                + NEED
                + HINT);
  }

  @Test
  void lateRecordsKeepTheKeyThatTheyHad() {
    assertThat(
            join.with(
                    FILE,
                    "to: {topic: sightings, key: value.lot}",
                    "late: sightings\n    to: {topic: matches, key: value.lot}")
                .problems())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("stage a (late records) with the key that it reads" + NEED));
  }

  @Test
  void aRekeyAtTheEndIsAKey() {
    assertThat(
            join.with(
                    FILE,
                    "to: {topic: sightings, key: value.lot}",
                    "- rekey: value.lot\n    to: {topic: sightings}")
                .problems())
        .isEmpty();
  }
}
