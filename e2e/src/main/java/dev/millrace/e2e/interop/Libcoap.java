package dev.millrace.e2e.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code coap-client} of libcoap. At its verbosity 6 it prints each message that it sends or gets,
 * as in {@code v:1 t:ACK c:2.04 i:4a92 {01} [ ]}.
 *
 * @param program one that was built with DTLS
 */
record Libcoap(String program) implements ForeignClient {
  private static final Pattern RESPONSE = Pattern.compile("v:1 t:\\w+ c:([245]\\.\\d\\d) ");
  private static final String CONTINUE = "2.31";

  /** How long it waits for an answer: longer than any takes that is going to come. */
  private static final int PATIENCE_SECONDS = 30;

  /** How long it observes, if nobody ends it. */
  private static final int OBSERVED_SECONDS = 120;

  /**
   * How long for an answer to who is not let in; the handshake is tried again after 1 s and 2 s.
   */
  private static final int STRANGER_SECONDS = 4;

  @Override
  public String name() {
    return "libcoap";
  }

  @Override
  public boolean talksCoaps() {
    return true;
  }

  @Override
  public List<String> command(Order order, String uri, Path body, Path answer) {
    List<String> command =
        new ArrayList<>(
            List.of(
                program,
                "-v",
                "6",
                "-m",
                order.method().name().toLowerCase(Locale.ROOT),
                "-o",
                answer.toString()));
    order.format().ifPresent(format -> command.addAll(List.of("-t", Integer.toString(format))));
    order.blockSize().ifPresent(size -> command.addAll(List.of("-b", Integer.toString(size))));
    if (order.body().length > 0) {
      command.addAll(List.of("-f", body.toString()));
    }
    if (!order.confirmable()) {
      command.add("-N");
    }
    boolean stranger = false;
    if (order.credentials() != null) {
      stranger = Keys.areWrong(order.credentials());
      command.addAll(
          List.of("-u", order.credentials().identity(), "-k", order.credentials().key()));
    }
    command.addAll(List.of("-B", Integer.toString(stranger ? STRANGER_SECONDS : PATIENCE_SECONDS)));
    command.add(uri);
    return command;
  }

  @Override
  public List<String> observe(String uri) {
    return List.of(program, "-m", "get", "-s", Integer.toString(OBSERVED_SECONDS), uri);
  }

  @Override
  public Answer read(Printed printed, byte[] answer) {
    Matcher lines = RESPONSE.matcher(new String(printed.out(), ISO_8859_1));
    String code = Answer.NONE;
    while (lines.find()) {
      code = lines.group(1).equals(CONTINUE) ? code : lines.group(1);
    }
    return new Answer(code, answer);
  }
}
