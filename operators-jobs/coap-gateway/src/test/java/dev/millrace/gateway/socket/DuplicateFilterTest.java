package dev.millrace.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.exchange.ExchangeStore;
import dev.millrace.gateway.exchange.Lifetimes;
import dev.millrace.gateway.exchange.SlabPool;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.RawData;
import org.eclipse.californium.elements.UdpEndpointContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuplicateFilterTest {
  private static final InetSocketAddress PEER =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 7);
  private static final byte[] CON = hex("41020007aa");
  private static final byte[] NON = hex("51020008aa");
  private static final byte[] ACK = hex("61440007aa");

  private final CountingObserver observer = new CountingObserver();
  private final List<byte[]> replies = new ArrayList<>();
  private DuplicateFilter filter = filter(1 << 20, Deduplication.FULL);

  private DuplicateFilter filter(long bytes, Deduplication deduplication) {
    return new DuplicateFilter(
        new ExchangeStore(new SlabPool(bytes), Lifetimes.RFC_7252, 16, () -> 0),
        deduplication,
        observer);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private EndpointContext receive(byte[] datagram) {
    return filter.receive(datagram, datagram.length, PEER, new PlainOrigin(PEER), replies::add);
  }

  private void send(byte[] datagram, EndpointContext to) {
    filter.send(RawData.outbound(datagram, to, null, false));
  }

  @Test // A5
  void aRequestPassesOnceAndItsCopiesGetItsAnswer() {
    EndpointContext origin = receive(CON);
    assertThat(receive(CON)).as("in progress").isNull();
    assertThat(replies).isEmpty();
    send(ACK, origin);

    assertThat(receive(CON)).isNull();
    assertThat(replies).containsExactly(ACK);
    assertThat(observer.ignored).hasValue(1);
    assertThat(observer.answeredAgain).hasValue(1);
  }

  @Test // A3: what comes after the empty acknowledgement is a message of its own
  void aSeparateResponseIsNotWhatACopyGets() {
    EndpointContext origin = receive(CON);
    send(hex("60000007"), origin);
    send(hex("41441234aa"), origin);

    assertThat(receive(CON)).isNull();
    assertThat(replies).containsExactly(hex("60000007"));
  }

  @Test // A5
  void copiesOfANonAreIgnored() {
    EndpointContext origin = receive(NON);
    send(hex("51444321aa"), origin);

    assertThat(receive(NON)).isNull();
    assertThat(replies).isEmpty();
    assertThat(observer.ignored).hasValue(1);
  }

  @Test // A1: pings and acknowledgements are no requests
  void everythingElsePasses() {
    for (String other : new String[] {"40000007", "60000007", "70000007"}) {
      assertThat(receive(hex(other))).isNotNull();
      assertThat(receive(hex(other))).isNotNull();
    }
  }

  @Test // A1: RFC 7252 section 4.2
  void whatIsMalformedOrOutOfPlaceIsRejectedIfConfirmable() {
    for (String wrong : new String[] {"41210007aa", "40c10007", "40ff0007", "40020007b561"}) {
      assertThat(receive(hex(wrong))).isNull();
    }
    for (String wrong : new String[] {"50210007", "60e10007", "60020007", "50020007b561", "c0"}) {
      assertThat(receive(hex(wrong))).isNull();
    }

    assertThat(replies).hasSize(4).containsOnly(hex("70000007"));
    assertThat(observer.malformed).hasValue(9);
  }

  @ParameterizedTest // A7: GET, POST, PUT, DELETE (RFC 7252, 5.8), FETCH, PATCH, iPATCH (RFC 8132)
  @CsvSource({"FULL,''", "IDEMPOTENT,1 3 4 5 7", "OFF,1 2 3 4 5 6 7"})
  void whatIsNotRememberedPassesAgain(Deduplication deduplication, String codes) {
    filter = filter(1 << 20, deduplication);
    List<String> passed = new ArrayList<>();
    for (int code = 1; code <= 7; code++) {
      byte[] request = {0x40, (byte) code, 0, (byte) code};
      EndpointContext first = receive(request);
      send(new byte[] {0x60, 0x44, 0, (byte) code}, first);
      if (receive(request) != null) {
        passed.add(Integer.toString(code));
      }
    }

    assertThat(String.join(" ", passed)).isEqualTo(codes);
    assertThat(replies).as("the others get their answer again").hasSize(7 - passed.size());
  }

  @Test // H3
  void withoutRoomARequestIsDroppedAndCounted() {
    filter = filter(1 << 16, Deduplication.FULL);

    assertThat(receive(CON)).isNull();
    assertThat(receive(CON)).isNull();
    assertThat(observer.noRoom).hasValue(2);
  }

  @Test
  void anAnswerThatIsTooLongIsCounted() {
    send(new byte[] {0x60, 0x44, 0, 7, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7}, receive(CON));

    assertThat(observer.tooLong).hasValue(1);
  }

  @Test // what Californium's matcher asks of a context
  void theOriginSaysWhatCaliforniumsOwnWould() {
    UdpEndpointContext own = new UdpEndpointContext(PEER);
    EndpointContext origin = receive(CON);

    assertThat(origin.entries()).isEqualTo(own.entries());
    assertThat(origin.get(UdpEndpointContext.KEY_PLAIN)).isEqualTo("");
    assertThat(origin.getString(UdpEndpointContext.KEY_PLAIN)).isEqualTo("");
    assertThat(origin.hasCriticalEntries()).isEqualTo(own.hasCriticalEntries());
    assertThat(origin.getPeerAddress()).isEqualTo(PEER);
    assertThat(origin.getPeerIdentity()).isNull();
    assertThat(origin.getVirtualHost()).isNull();
  }
}
