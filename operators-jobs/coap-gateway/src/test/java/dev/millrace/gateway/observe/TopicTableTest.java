package dev.millrace.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much is kept of a topic. */
class TopicTableTest {
  private static final int SMALL = 10;
  private static final int LARGE = 1000;

  private final TableRoom room = new TableRoom();
  private final TopicTable table = new TopicTable(room);

  @BeforeEach
  void whole() {
    table.whole();
    room.resize(LARGE);
  }

  private static Representation record(int bytes) {
    return new Representation(Representation.NO_FORMAT, new byte[bytes], 0);
  }

  @Test
  void whatDoesNotFitIsUnavailableUntilItFits() {
    Representation small = record(SMALL);
    assertThat(table.put("a", small)).isTrue();
    assertThat(table.state("a")).isSameAs(small);

    assertThat(table.put("a", record(LARGE))).isFalse();
    assertThat(table.state("a")).isEqualTo(Unavailable.NO_ROOM);
    assertThat(table.state("b")).isEqualTo(SubjectState.Absent.ABSENT);

    Representation again = record(SMALL);
    assertThat(table.put("a", again)).isTrue();
    assertThat(table.state("a")).isSameAs(again);
  }

  @Test
  void withoutRoomForKeysNoneIsSaidToBeAbsent() {
    int kept = 0;
    while (table.put("key" + kept, record(SMALL))) {
      kept++;
    }
    table.put("more", record(SMALL));

    assertThat(kept).isPositive();
    assertThat(table.state("key0")).isInstanceOf(Representation.class);
    assertThat(table.state("more")).isEqualTo(Unavailable.NO_ROOM);
    assertThat(table.state("other")).isEqualTo(Unavailable.NO_ROOM);
    assertThat(room.used()).isLessThanOrEqualTo(LARGE);
  }

  @Test
  void allRoomComesBack() {
    table.put("a", record(SMALL));
    table.put("a", record(LARGE));
    table.put("b", record(SMALL));
    table.put("b", record(2 * SMALL));
    table.remove("a");
    table.remove("absent");
    table.clear();

    assertThat(room.used()).isZero();
  }

  @Test
  void untilItHasBeenReadNothingIsKnown() {
    TopicTable other = new TopicTable(room);
    other.put("a", record(SMALL));

    assertThat(other.state("a")).isEqualTo(Unavailable.NOT_READ_YET);
    other.cannotBeRead("why");
    assertThat(other.state("a")).isEqualTo(new Unavailable("why"));
    other.whole();
    other.cannotBeRead("later");
    assertThat(other.state("a")).isInstanceOf(Representation.class);
  }
}
