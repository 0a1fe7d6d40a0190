package dev.millrace.gateway.downlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerTurnsTest {
  private final PeerTurns turns = new PeerTurns(1);
  private final List<String> ran = new ArrayList<>();

  private void add(String peer, String task) {
    turns.add(peer, () -> ran.add(task));
  }

  @Test // NSTART, RFC 7252 section 4.7
  void onePeerHasOneTaskAtATimeAndOthersDoNotWait() {
    add("a", "a1");
    add("a", "a2");
    add("a", "a3");
    add("b", "b1");
    assertThat(ran).containsExactly("a1", "b1");

    turns.done("a");
    assertThat(ran).containsExactly("a1", "b1", "a2");
    turns.done("a");
    turns.done("a");
    add("a", "a4");
    assertThat(ran).containsExactly("a1", "b1", "a2", "a3", "a4");
  }

  @Test // A10: NSTART of another value, RFC 7252 section 4.7
  void onePeerHasAsManyTasksAtATimeAsItMay() {
    PeerTurns two = new PeerTurns(2);
    for (String task : List.of("1", "2", "3", "4")) {
      two.add("a", () -> ran.add(task));
    }
    assertThat(ran).containsExactly("1", "2");

    two.done("a");
    assertThat(ran).containsExactly("1", "2", "3");
    two.done("a");
    two.done("a");
    two.add("a", () -> ran.add("5"));
    assertThat(ran).as("one of two has ended").containsExactly("1", "2", "3", "4", "5");
    two.done("a");
    two.done("a");
  }

  @Test
  void aTaskThatIsOverAtOnceLetsTheNextRun() {
    add("a", "a1");
    turns.add(
        "a",
        () -> {
          ran.add("a2");
          turns.done("a");
        });
    add("a", "a3");

    turns.done("a");

    assertThat(ran).containsExactly("a1", "a2", "a3");
  }
}
