package dev.millrace.e2e.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code aiocoap-client} of aiocoap, in Python. It prints the body of an answer, and to its other
 * output, if told to be verbose, the code, as in {@code 2.04 Changed from coap://127.0.0.1:5683}.
 * The code of an error stands there alone.
 */
record Aiocoap(String program) implements ForeignClient {
  /** The command of version 0.4.17 ends its observation with the first state. */
  private static final String OBSERVE =
      """
      import aiocoap, asyncio, sys

      async def main():
          client = await aiocoap.Context.create_client_context()
          observed = client.request(aiocoap.Message(code=aiocoap.GET, uri=sys.argv[1], observe=0))
          print((await observed.response).payload.decode(), flush=True)
          async for state in observed.observation:
              print(state.payload.decode(), flush=True)

      asyncio.run(main())
      """;

  private static final Pattern CODE = Pattern.compile("(?m)^(?:INFO:[^:]*:)?([245]\\.\\d\\d) ");

  @Override
  public String name() {
    return "aiocoap";
  }

  /** Its DTLS is a program in C that would have to be built. */
  @Override
  public boolean talksCoaps() {
    return false;
  }

  @Override
  public List<String> command(Order order, String uri, Path body, Path answer) {
    List<String> command = new ArrayList<>(List.of(program, "-v", "-m", order.method().name()));
    order
        .format()
        .ifPresent(format -> command.addAll(List.of("--content-format", Integer.toString(format))));
    order
        .blockSize()
        .ifPresent(
            size ->
                command.addAll(List.of("--payload-initial-szx", Integer.toString(exponent(size)))));
    if (order.body().length > 0) {
      command.addAll(List.of("--payload", "@" + body));
    }
    if (!order.confirmable()) {
      command.add("--non");
    }
    command.add(uri);
    return command;
  }

  @Override
  public List<String> observe(String uri) {
    return List.of(Path.of(program).resolveSibling("python").toString(), "-c", OBSERVE, uri);
  }

  /** RFC 7959 section 2.2: 0 stands for blocks of 16 bytes, 6 for 1,024. */
  private static int exponent(int size) {
    return Integer.numberOfTrailingZeros(size) - 4;
  }

  @Override
  public Answer read(Printed printed, byte[] answer) {
    Matcher lines = CODE.matcher(new String(printed.err(), ISO_8859_1));
    String code = Answer.NONE;
    while (lines.find()) {
      code = lines.group(1);
    }
    return new Answer(code, printed.out());
  }
}
