package dev.millrace.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageHeadTest {
  @ParameterizedTest(name = "{0}: {2}") // A1
  @CsvSource({
    "42020007abcd, true, CON POST",
    "50010007, true, NON GET",
    "401f0007, true, CON 0.31",
    "40000007, false, CON empty: a ping",
    "60440007, false, ACK 2.04",
    "70000007, false, RST",
    "40440007, false, CON 2.04: a response",
    "40a50007, false, CON 5.05",
    "80020007, false, version 2",
    "00020007, false, version 0",
    "400200, false, too short",
  })
  void aRequestIsRecognised(String hex, boolean request, String what) {
    byte[] datagram = HexFormat.of().parseHex(hex);

    assertThat(MessageHead.isRequest(datagram, datagram.length)).as(what).isEqualTo(request);
  }

  @ParameterizedTest // A1
  @CsvSource({"40010000, true, 0", "5001ffff, false, 65535", "40018001, true, 32769"})
  void theHeadIsRead(String hex, boolean confirmable, int messageId) {
    byte[] datagram = HexFormat.of().parseHex(hex);

    assertThat(MessageHead.isConfirmable(datagram)).isEqualTo(confirmable);
    assertThat(MessageHead.messageId(datagram)).isEqualTo(messageId);
  }

  @ParameterizedTest // A2
  @CsvSource({"60440007, true", "60000007, true", "70000007, true", "50440007, false"})
  void whatCarriesTheRequestsMessageIdIsRecognised(String hex, boolean expected) {
    assertThat(MessageHead.isAcknowledgementOrReset(HexFormat.of().parseHex(hex)))
        .isEqualTo(expected);
  }
}
