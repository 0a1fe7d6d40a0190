package dev.millrace.fleet.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.eclipse.californium.core.coap.CoAP;
import org.junit.jupiter.api.Test;

/** Bodies in blocks to and from servers whose faults are known, in virtual time. */
final class BodyEngineTest {
  private static final InetSocketAddress NOWHERE =
      InetSocketAddress.createUnresolved("server.invalid", 5683);

  private static BodyPlan plan(CoAP.Code method, int bodyBytes, int blockBytes) {
    return new BodyPlan(
        NOWHERE,
        4,
        new BodyRequest(method, "body", bodyBytes, blockBytes),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofSeconds(1));
  }

  @Test
  void aBodyIsFetchedBlockByBlock() throws Exception {
    VirtualBodyServer server = new VirtualBodyServer(1_984, 1_024, false);
    BodyFigures figures = server.serve(plan(CoAP.Code.GET, 1_984, 64));

    // 31 blocks of a millisecond each, from one server to four clients.
    assertThat(figures.blocksPerSecond()).isCloseTo(1_000, within(10.0));
    assertThat(figures.bodiesPerSecond()).isCloseTo(1_000 / 31.0, within(1.0));
    assertThat(figures.millis(50)).isCloseTo(4 * 31, within(2.0));
    assertThat(figures.wrong() + figures.lostInAll()).isZero();
  }

  @Test
  void aBodyIsSentBlockByBlock() throws Exception {
    VirtualBodyServer server = new VirtualBodyServer(10_300, 1_024, false);
    BodyFigures figures = server.serve(plan(CoAP.Code.POST, 10_300, 1_024));

    assertThat(figures.bodiesPerSecond()).isCloseTo(1_000 / 11.0, within(2.0));
    assertThat((long) server.uploads).isGreaterThanOrEqualTo(figures.bodies());
    assertThat(server.handled).isEqualTo(11 * server.uploads);
    assertThat(figures.wrong() + figures.lostInAll()).isZero();
  }

  @Test // RFC 7959 section 2.3: the size is the server's to say, and the place stays the same
  void smallerBlocksThanWantedAreTaken() throws Exception {
    VirtualBodyServer down = new VirtualBodyServer(1_984, 64, false);
    BodyFigures fetched = down.serve(plan(CoAP.Code.GET, 1_984, 1_024));
    VirtualBodyServer up = new VirtualBodyServer(1_984, 64, false);
    BodyFigures sent = up.serve(plan(CoAP.Code.POST, 1_984, 1_024));

    assertThat(fetched.bodiesPerSecond()).isCloseTo(1_000 / 31.0, within(1.0));
    // The first block is of the wanted size.
    assertThat(sent.bodiesPerSecond()).isCloseTo(1_000 / 16.0, within(1.0));
    assertThat(fetched.wrong() + sent.wrong()).isZero();
  }

  @Test
  void aDroppedAnswerIsALostBodyAndNothingElseIs() throws Exception {
    VirtualBodyServer server = new VirtualBodyServer(1_984, 1_024, true);
    BodyFigures figures = server.serve(plan(CoAP.Code.GET, 1_984, 1_024));

    assertThat(server.dropped).isPositive();
    assertThat(figures.lostInAll()).isEqualTo(server.dropped);
    assertThat(figures.bodies()).isPositive();
  }

  @Test
  void aBodyThatIsTooShortDoesNotCount() throws Exception {
    VirtualBodyServer server = new VirtualBodyServer(1_920, 1_024, false);
    BodyFigures figures = server.serve(plan(CoAP.Code.GET, 1_984, 64));

    assertThat(figures.bodies()).isZero();
    assertThat(figures.wrong()).isPositive();
  }

  @Test
  void aClientTakesAnotherPortBeforeItsMessageIdsComeAgain() throws Exception {
    VirtualBodyServer server = new VirtualBodyServer(102_400, 16, false);
    BodyPlan plan = plan(CoAP.Code.POST, 102_400, 16);
    BodyPlan longer =
        new BodyPlan(
            NOWHERE, 1, plan.request(), Duration.ZERO, Duration.ofSeconds(130), plan.timeout());
    BodyFigures figures = server.serve(longer);

    // 6,400 messages a body; the tenth body begins with 57,600 ids used, the eleventh with 64,000.
    assertThat(server.portsChanged).isEqualTo(server.uploads / 10).isPositive();
    assertThat(figures.wrong() + figures.lostInAll()).isZero();
    assertThatThrownBy(
            () ->
                new BodyPlan(
                    NOWHERE,
                    1,
                    new BodyRequest(CoAP.Code.GET, "x", 2 << 20, 1_024),
                    Duration.ZERO,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1)))
        .hasMessageContaining("message ids");
  }
}
