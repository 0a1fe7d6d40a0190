package dev.millrace.fleet.log;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Writes a JSON object a line to a file, one when an exchange is sent and one when it has ended,
 * and passes both on to another log. {@code peer}, {@code token} and {@code messageId} tie the two
 * lines together. Buffered: complete only after {@link #close()}.
 */
public final class NdjsonFleetLog implements FleetLog {
  private final Path file;
  private final FleetLog next;
  private final JsonGenerator json;

  private NdjsonFleetLog(Path file, FleetLog next, JsonGenerator json) {
    this.file = file;
    this.next = next;
    this.json = json;
  }

  /**
   * Starts a new file, in place of one of that name.
   *
   * @param next gets every report too; is not closed with this log
   * @throws IOException if the file cannot be written
   */
  public static NdjsonFleetLog create(Path file, FleetLog next) throws IOException {
    JsonGenerator json =
        new JsonFactory()
            .createGenerator(
                new BufferedOutputStream(Files.newOutputStream(file)), JsonEncoding.UTF8);
    json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    return new NdjsonFleetLog(file, next, json);
  }

  @Override
  public synchronized long sent(SentExchange exchange) {
    try {
      start("sent", exchange);
      json.writeNumberField("dueMicros", exchange.dueMicros());
      json.writeNumberField("sentMicros", exchange.sentMicros());
      json.writeNumberField("repeat", exchange.repeat());
      json.writeNumberField("payloadLength", exchange.payloadLength());
      json.writeStringField("payloadHash", HexFormat.of().toHexDigits(exchange.payloadHash()));
      json.writeEndObject();
    } catch (IOException e) {
      throw failed(e);
    }
    return next.sent(exchange);
  }

  @Override
  public synchronized void ended(
      long reference, SentExchange exchange, Outcome outcome, int code, long roundTripNanos) {
    try {
      start("ended", exchange);
      json.writeStringField("outcome", outcome.name());
      if (code != 0) {
        json.writeStringField("code", ResponseCodes.text(code));
        json.writeNumberField("roundTripMicros", roundTripNanos / 1_000);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw failed(e);
    }
    next.ended(reference, exchange, outcome, code, roundTripNanos);
  }

  @Override
  public synchronized void close() {
    try {
      if (!json.isClosed()) {
        json.writeRaw('\n');
      }
      json.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void start(String event, SentExchange exchange) throws IOException {
    json.writeStartObject();
    json.writeStringField("event", event);
    json.writeNumberField("device", exchange.device());
    json.writeStringField("peer", PeerAddress.text(exchange.local()));
    json.writeNumberField("messageId", exchange.messageId());
    json.writeStringField("token", HexFormat.of().toHexDigits(exchange.token()));
  }

  private UncheckedIOException failed(IOException cause) {
    return new UncheckedIOException("cannot write the fleet's log " + file, cause);
  }
}
