package dev.millrace.fleet.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The tool against servers whose faults are known, in virtual time. */
final class LoadEngineTest {
  private static final InetSocketAddress NOWHERE =
      InetSocketAddress.createUnresolved("server.invalid", 5683);

  private static LoadPlan plan(int clients) {
    return LoadPlan.of(NOWHERE, clients, LoadRequest.get("benchmark"))
        .lasting(Duration.ZERO, Duration.ofSeconds(10))
        .withTimeout(Duration.ofSeconds(1));
  }

  @Test // I1
  void aClosedLoopAsksAgainAsSoonAsItIsAnswered() throws Exception {
    VirtualServer server = VirtualServer.usual();
    LoadFigures figures = server.serve(plan(5)).all();

    assertThat(figures.perSecond()).isCloseTo(1_000, within(20.0));
    assertThat(figures.millis(50)).isCloseTo(5, within(0.2));
    assertThat(figures.busyShare()).isCloseTo(1, within(0.02));
    assertThat(figures.sent()).isEqualTo(server.handled);
    assertThat(figures.lostInAll()).isZero();
    assertThat(figures.meanAnswerBytes()).isEqualTo(13);
  }

  @Test // I1
  void whatIsDroppedIsLostAndNothingElse() throws Exception {
    VirtualServer server = VirtualServer.thatDropsEveryTenthAnswer();
    LoadFigures figures = server.serve(plan(20)).all();

    assertThat(server.dropped).isGreaterThan(100);
    assertThat(figures.lostInAll()).isEqualTo(server.dropped);
    assertThat(figures.sent()).isEqualTo(server.handled);
  }

  @Test
  void clientsThatWaitAtTheEndAreStalledAlthoughNothingHasTimedOut() throws Exception {
    VirtualServer server =
        VirtualServer.thatStandsStill(Duration.ofSeconds(8), Duration.ofSeconds(60));
    LoadFigures figures = server.serve(plan(20).withTimeout(Duration.ofSeconds(10))).all();

    assertThat(figures.toMap()).containsEntry("lost", 0L).containsEntry("stalled", 20L);
    assertThat(figures.busyShare()).isLessThan(0.9);
  }

  @Test // I2
  void aPacedLoadTellsOfTheRequestsThatAPauseHeldUp() throws Exception {
    VirtualServer server =
        VirtualServer.thatStandsStill(Duration.ofSeconds(4), Duration.ofSeconds(5));
    LoadPlan plan = plan(4).paced(400).withTimeout(Duration.ofSeconds(10));
    LoadFigures figures = server.serve(plan).all();

    // A tenth of the requests were due in the pause. Of those four were sent.
    assertThat(figures.answered()).isCloseTo(4_000, within(5L));
    assertThat(figures.millis(50)).isLessThan(2);
    assertThat(figures.millis(90)).isGreaterThan(100);
    assertThat(figures.millis(99)).isCloseTo(1_000, within(150.0));
    assertThat(figures.millisSinceSent(99)).isLessThan(10);
  }

  @Test
  void aRateThatTheServerCannotKeepLeavesRequestsUnsent() throws Exception {
    VirtualServer server = VirtualServer.usual();
    LoadFigures figures = server.serve(plan(4).paced(1_500)).all();

    assertThat(figures.perSecond()).isCloseTo(1_000, within(20.0));
    assertThat((Long) figures.toMap().get("unsent")).isCloseTo(5_000, within(100L));
  }

  @Test
  void aClientTakesAnotherPortBeforeItsMessageIdsComeAgain() throws Exception {
    VirtualServer server = VirtualServer.usual();
    LoadFigures figures = server.serve(plan(1).withMessagesPerPort(100)).all();

    // The server would answer from memory, without handling anything.
    assertThat(server.portsChanged).isEqualTo((int) ((figures.sent() - 1) / 100)).isPositive();
    assertThat(figures.sent()).isEqualTo(server.handled);
  }

  @Test
  void copiesAreAnsweredFromMemoryWithTheSameBytes() throws Exception {
    VirtualServer server = VirtualServer.usual();
    LoadFigures figures = server.serve(plan(5).withDuplicates(0.2).withMessagesPerPort(500)).all();

    assertThat(figures.copiesSent()).isBetween(1_500L, 2_500L);
    assertThat(figures.copiesDifferent()).isZero();
    assertThat(figures.sent()).isEqualTo(server.handled);
  }

  @Test
  void aServerThatForgetsIsFoundOut() throws Exception {
    VirtualServer server = VirtualServer.thatForgets();
    LoadFigures figures = server.serve(plan(5).withDuplicates(0.2)).all();

    assertThat(figures.copiesDifferent()).isEqualTo(figures.copiesSent());
    assertThat(figures.sent() + figures.copiesSent()).isEqualTo(server.handled);
  }

  @Test // I4
  void aMixedLoadTellsOfEachRequestAndOfAllTogether() throws Exception {
    VirtualServer server = VirtualServer.usual();
    LoadPlan plan =
        LoadPlan.of(NOWHERE, 5, LoadRequest.get("a"), LoadRequest.post("b", "{}", 50))
            .lasting(Duration.ofSeconds(1), Duration.ofSeconds(10));
    LoadOutcome outcome = server.serve(plan);

    assertThat(outcome.all().perSecond()).isCloseTo(1_000, within(20.0));
    assertThat(outcome.each().get(0).perSecond()).isCloseTo(600, within(20.0));
    assertThat(outcome.each().get(1).perSecond()).isCloseTo(400, within(20.0));
    assertThat(outcome.each()).extracting(LoadFigures::busyShare).allMatch(share -> share > 0.98);
    assertThat(outcome.each().stream().mapToLong(LoadFigures::sent).sum())
        .isEqualTo(outcome.all().sent())
        .isEqualTo(server.handled);
  }
}
