package dev.millrace.gateway.downlink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandParserTest {
  private static Command parse(String text) {
    return CommandParser.parse(text.replace('\'', '"').getBytes(UTF_8));
  }

  @Test
  void allFields() {
    Command command =
        parse(
            "{'id':'7','method':'POST','path':'/a?b=c','payloadBase64':'AQI=','format':"
                + "'application/cbor','address':'coap://[2001:db8::1]','timeout':'5s'}");

    assertThat(command.id()).isEqualTo("7");
    assertThat(command.method()).isEqualTo(Code.POST);
    assertThat(command.path()).isEqualTo("/a?b=c");
    assertThat(command.payload()).containsExactly(1, 2);
    assertThat(command.format()).isEqualTo(60);
    assertThat(command.address()).contains(URI.create("coap://[2001:db8::1]:5683"));
    assertThat(command.timeout()).contains(Duration.ofSeconds(5));
  }

  @Test // F2
  void observingGoesWithGetOnly() {
    assertThat(parse("{'method':'GET','path':'/a','observe':true}").observe())
        .isEqualTo(Command.Observe.BEGIN);
    assertThat(parse("{'method':'GET','path':'/a','observe':false}").observe())
        .isEqualTo(Command.Observe.END);
    assertThat(parse("{'method':'GET','path':'/a'}").observe()).isEqualTo(Command.Observe.NO);
    assertThatThrownBy(() -> parse("{'method':'PUT','path':'/a','observe':true}"))
        .hasMessageContaining("observe goes with GET only");
  }

  @Test
  void theLeastThereCanBe() {
    Command command = parse("{'method':'GET','path':'/a'}");

    assertThat(command.id()).isEmpty();
    assertThat(command.payload()).isEmpty();
    assertThat(command.address()).isEmpty();
    assertThat(command.timeout()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                                                        | JSON",
        "{                                                         | JSON",
        "null                                                      | method and a path",
        "{'method':'GET'}                                          | method and a path",
        "{'method':'get','path':'/a'}                              | 'get'",
        "{'method':'GET','path':'a'}                               | begin with /",
        "{'method':'GET','path':'/a b'}                            | path",
        "{'method':'GET','path':'/a','pth':1}                      | pth",
        "{'method':'GET','path':'/a','payload':'x','payloadBase64':'AQ=='} | exclude",
        "{'method':'GET','path':'/a','payloadBase64':'?'}          | base64",
        "{'method':'GET','path':'/a','format':'text/jsno'}         | text/jsno",
        "{'method':'GET','path':'/a','address':'coaps://192.0.2.1'} | coaps",
        "{'method':'GET','path':'/a','address':'coap://host.example'} | IP address",
        "{'method':'GET','path':'/a','timeout':'soon'}             | duration",
      })
  void whatIsWrongIsNamed(String text, String named) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
  }
}
