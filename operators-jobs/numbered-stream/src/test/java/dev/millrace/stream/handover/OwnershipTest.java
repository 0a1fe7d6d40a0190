package dev.millrace.stream.handover;

import static dev.millrace.stream.handover.StatePassage.ROUTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.handover.ControlRecord.Birth;
import dev.millrace.stream.handover.ControlRecord.Cancel;
import dev.millrace.stream.handover.ControlRecord.Diverged;
import dev.millrace.stream.handover.ControlRecord.Drained;
import dev.millrace.stream.handover.ControlRecord.Fenced;
import dev.millrace.stream.handover.ControlRecord.Joined;
import dev.millrace.stream.handover.ControlRecord.Opened;
import dev.millrace.stream.handover.ControlRecord.State;
import dev.millrace.stream.handover.ControlRecord.Switch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The whole table of protocol.md, R0: every state of the fold against every record. */
class OwnershipTest {
  private static final Cut CUT = new Cut(10, 7, 8);
  private static final long OF_R1 = 1;
  private static final long OF_R2 = 2;
  private static final long ID = 3;
  private static final long NEXT = 50;

  private static final ControlRecord BIRTH = new Birth(0, "r1", 1, 0);
  private static final ControlRecord SWITCH = new Switch(0, "m", "r1", "r2", 5, false);
  private static final ControlRecord BACK = new Switch(0, "m", "r2", "r1", 0, true);
  private static final ControlRecord TO_ITSELF = new Switch(0, "m", "r1", "r1", 0, false);
  private static final ControlRecord FENCED = new Fenced(0, "m", "r1", "r2");
  private static final ControlRecord FENCED_BACK = new Fenced(0, "m", "r2", "r1");
  private static final ControlRecord DRAINED = new Drained(0, ID, OF_R1, CUT);
  private static final ControlRecord OPENED = new Opened(0, ID, OF_R2, 10);
  private static final ControlRecord DIVERGED = new Diverged(0, ID, OF_R2, 9, "k");
  private static final ControlRecord CANCEL = new Cancel(0, ID);

  /** Every record by name; those that name an id, an incarnation or a cut also with wrong ones. */
  private static Map<String, ControlRecord> records() {
    Map<String, ControlRecord> all = new LinkedHashMap<>();
    all.put("birth", BIRTH);
    all.put("next birth", new Birth(0, "r2", 2, 77));
    all.put("birth after next", new Birth(0, "r2", 3, 77));
    all.put("joined", new Joined(0, "r1"));
    all.put("switch", SWITCH);
    all.put("back", BACK);
    all.put("switch to itself", TO_ITSELF);
    all.put("fenced", FENCED);
    all.put("fenced back", FENCED_BACK);
    all.put("drained", DRAINED);
    all.put("drained of another id", new Drained(0, ID + 1, OF_R1, CUT));
    all.put("drained of a dead incarnation", new Drained(0, ID, OF_R1 - 1, CUT));
    all.put("opened", OPENED);
    all.put("opened at another cut", new Opened(0, ID, OF_R2, 11));
    all.put("opened of another id", new Opened(0, ID + 1, OF_R2, 10));
    all.put("opened of a dead incarnation", new Opened(0, ID, OF_R2 - 1, 10));
    all.put("diverged", DIVERGED);
    all.put("diverged of a dead incarnation", new Diverged(0, ID, OF_R2 - 1, 9, null));
    all.put("cancel", CANCEL);
    all.put("cancel of another id", new Cancel(0, ID + 1));
    all.put("state", new State(0, 0, Ownership.NONE));
    return all;
  }

  @TestFactory
  Stream<DynamicTest> exactlyTheseRecordsAreValid() {
    Map<String, List<String>> table = new LinkedHashMap<>();
    table.put("unborn", List.of("birth", "next birth", "birth after next", "joined"));
    table.put("owned", List.of("next birth", "joined", "switch", "fenced"));
    table.put("asked", List.of("next birth", "joined", "fenced", "drained", "cancel"));
    table.put("drained", List.of("next birth", "joined", "fenced", "opened", "diverged", "cancel"));
    table.put(
        "fence", List.of("next birth", "joined", "opened", "opened at another cut", "cancel"));
    table.put("moved", List.of("next birth", "joined", "back", "fenced back"));
    return table.entrySet().stream()
        .flatMap(
            row ->
                records().entrySet().stream()
                    .map(
                        of ->
                            DynamicTest.dynamicTest(
                                row.getKey() + " + " + of.getKey(),
                                () -> {
                                  Ownership before = states().get(row.getKey());
                                  boolean valid = before.after(NEXT, of.getValue()) != before;
                                  assertThat(valid).isEqualTo(row.getValue().contains(of.getKey()));
                                })));
  }

  private static Map<String, Ownership> states() {
    Ownership owned = fold(BIRTH, new Joined(0, "r1"), new Joined(0, "r2"));
    Map<String, Ownership> states = new LinkedHashMap<>();
    states.put("unborn", Ownership.NONE);
    states.put("owned", owned);
    states.put("asked", owned.after(ID, SWITCH));
    states.put("drained", owned.after(ID, SWITCH).after(4, DRAINED));
    states.put("fence", owned.after(ID, FENCED));
    states.put("moved", owned.after(ID, SWITCH).after(4, DRAINED).after(5, OPENED));
    return states;
  }

  @Test
  void onlyAnOpeningMovesOwnership() {
    Ownership drained = states().get("drained");
    assertThat(drained.owner()).isEqualTo("r1");
    Ownership moved = drained.after(5, OPENED);
    assertThat(moved.owner()).isEqualTo("r2");
    assertThat(moved.openSn()).isEqualTo(10);
    assertThat(moved.pending()).isNull();
    assertThat(drained.after(5, DIVERGED).owner()).isEqualTo("r1");
    assertThat(drained.after(5, CANCEL).owner()).isEqualTo("r1");
  }

  @Test
  void aNewBirthEndsWhateverWasUnderWayAndCountsOnce() {
    Ownership born = states().get("drained").after(7, new Birth(0, "r2", 2, 77));
    assertThat(born.owner()).isEqualTo("r2");
    assertThat(born.generation()).isEqualTo(2);
    assertThat(born.birthOffset()).isEqualTo(77);
    assertThat(born.openSn()).isZero();
    assertThat(born.after(8, OPENED)).as("of the generation before").isSameAs(born);
    assertThat(born.after(8, new Birth(0, "r3", 2, 99))).as("a rival").isSameAs(born);
    assertThat(born.incarnation("r1")).isEqualTo(OF_R1);
  }

  @Test
  void onlyTheOpeningOfARouterLetsTheOthersBeRouted() {
    Ownership asked =
        states().get("owned").after(ID, new Switch(0, "m", "r1", "r2", 0, true, ROUTED));
    assertThat(asked.routed()).isFalse();
    Ownership routed = asked.after(4, DRAINED).after(5, OPENED);
    assertThat(routed.routed()).isTrue();
    Ownership back = routed.after(6, BACK);
    assertThat(back.routed()).as("until it opens").isTrue();
    assertThat(back.after(7, new Drained(0, 6, OF_R2, CUT)).after(8, new Opened(0, 6, 1, 10)))
        .extracting(Ownership::owner, Ownership::routed)
        .containsExactly("r1", false);
    assertThat(routed.after(6, FENCED_BACK).after(7, new Opened(0, 6, OF_R1, 8)).routed())
        .isFalse();
  }

  @Test
  void aFenceTakesThePlaceOfASwitchWhoseRecordsAreThenVoid() {
    Ownership fenced = states().get("drained").after(6, FENCED);
    assertThat(fenced.pending().id()).isEqualTo(6);
    assertThat(fenced.pending().fence()).isTrue();
    assertThat(fenced.after(7, OPENED)).isSameAs(fenced);
    assertThat(fenced.after(7, new Opened(0, 6, OF_R2, 8)).openSn()).isEqualTo(8);
  }

  @Test
  void aLaterIncarnationVoidsWhatAnEarlierOnePosted() {
    Ownership asked = states().get("asked").after(4, new Joined(0, "r1"));
    assertThat(asked.after(5, DRAINED)).isSameAs(asked);
    assertThat(asked.after(5, new Drained(0, ID, 4, CUT)).pending().drained()).isEqualTo(CUT);
  }

  @Test
  void aTrimmedLogSaysTheSameAsTheWholeOne() {
    List<ControlRecord> all =
        List.of(
            BIRTH,
            new Joined(0, "r1"),
            new Joined(0, "r2"),
            SWITCH,
            DRAINED,
            OPENED,
            new Switch(0, "n", "r2", "r1", 0, false),
            new Cancel(0, 6));
    for (int upTo = 0; upTo < all.size(); upTo++) {
      PartitionFold trimmed = new PartitionFold(upTo + 1);
      for (int offset = upTo + 1; offset < all.size(); offset++) {
        trimmed.add(offset, all.get(offset));
      }
      assertThat(trimmed.ownership()).isNull();
      trimmed.add(all.size(), new State(0, upTo, fold(all.subList(0, upTo + 1))));
      assertThat(trimmed.ownership()).isEqualTo(fold(all));
    }
  }

  @Test
  void aLogThatStartsLateSaysNothingBeforeAStateThatReachesItsStart() {
    PartitionFold fold = new PartitionFold(5);
    fold.add(5, new Joined(0, "r1"));
    fold.add(6, new State(0, 3, Ownership.NONE));
    assertThat(fold.ownership()).isNull();
    fold.add(7, new State(0, 4, states().get("asked")));
    assertThat(fold.ownership().incarnation("r1")).isEqualTo(5);
    assertThat(fold.ownership().isPending(ID)).isTrue();
  }

  private static Ownership fold(ControlRecord... records) {
    return fold(List.of(records));
  }

  private static Ownership fold(List<ControlRecord> records) {
    Ownership at = Ownership.NONE;
    for (int offset = 0; offset < records.size(); offset++) {
      at = at.after(offset, records.get(offset));
    }
    return at;
  }
}
