package dev.millrace.gateway.downlink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.api.DurationText;
import dev.millrace.stream.codec.ContentFormat;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.Code;

/** Reads commands. */
final class CommandParser {
  private static final String SCHEME = "coap";
  private static final Pattern IP_ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9A-Fa-f:.%]+]");
  private static final String OCTETS = "application/octet-stream";
  private static final String JSON = "application/json";

  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(Fields.class);

  private CommandParser() {}

  /** The JSON object as it is written. */
  private record Fields(
      String id,
      String method,
      String path,
      String payload,
      String payloadBase64,
      String format,
      Boolean observe,
      String address,
      String timeout) {}

  /**
   * The command that a record's value holds.
   *
   * @throws IllegalArgumentException if it holds none; the message says why
   */
  static Command parse(byte[] value) {
    Fields fields = fields(value);
    if (fields == null || fields.method() == null || fields.path() == null) {
      throw new IllegalArgumentException("a command has a method and a path");
    }
    checkPath(fields.path());
    if (fields.payload() != null && fields.payloadBase64() != null) {
      throw new IllegalArgumentException("payload and payloadBase64 exclude each other");
    }
    return new Command(
        fields.id() == null ? "" : fields.id(),
        method(fields.method()),
        fields.path(),
        payload(fields),
        format(fields),
        observe(fields),
        Optional.ofNullable(fields.address()).map(CommandParser::address),
        Optional.ofNullable(fields.timeout()).map(DurationText::parse));
  }

  private static Fields fields(byte[] value) {
    try {
      return READER.readValue(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON of a command: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("no JSON of a command", e);
    }
  }

  private static void checkPath(String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path '" + path + "' does not begin with /");
    }
    try {
      var unused = new URI(path);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("path '" + path + "': " + e.getReason(), e);
    }
  }

  private static Code method(String name) {
    return switch (name) {
      case "GET" -> Code.GET;
      case "POST" -> Code.POST;
      case "PUT" -> Code.PUT;
      case "DELETE" -> Code.DELETE;
      default ->
          throw new IllegalArgumentException(
              "method '" + name + "' is none of GET, POST, PUT and DELETE");
    };
  }

  private static Command.Observe observe(Fields fields) {
    if (fields.observe() == null) {
      return Command.Observe.NO;
    }
    if (!fields.method().equals("GET")) {
      throw new IllegalArgumentException("observe goes with GET only");
    }
    return fields.observe() ? Command.Observe.BEGIN : Command.Observe.END;
  }

  private static byte[] payload(Fields fields) {
    if (fields.payloadBase64() != null) {
      try {
        return Base64.getDecoder().decode(fields.payloadBase64());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("payloadBase64 is no base64: " + e.getMessage(), e);
      }
    }
    return fields.payload() == null
        ? new byte[0]
        : fields.payload().getBytes(StandardCharsets.UTF_8);
  }

  private static int format(Fields fields) {
    String fallback = fields.payloadBase64() == null ? JSON : OCTETS;
    String given = fields.format() == null ? fallback : fields.format();
    return ContentFormat.fromMediaType(given)
        .orElseThrow(() -> new IllegalArgumentException("unknown format '" + given + "'"))
        .number();
  }

  private static URI address(String text) {
    try {
      URI address = new URI(text);
      if (SCHEME.equals(address.getScheme()) && address.getHost() != null) {
        // A name would have to be looked up, and others' commands would wait meanwhile.
        if (!IP_ADDRESS.matcher(address.getHost()).matches()) {
          throw new IllegalArgumentException(
              "'" + address.getHost() + "' in address '" + text + "' is no IP address");
        }
        int port = address.getPort() < 0 ? CoAP.DEFAULT_COAP_PORT : address.getPort();
        return new URI(SCHEME, null, address.getHost(), port, null, null, null);
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("address '" + text + "': " + e.getMessage(), e);
    }
    throw new IllegalArgumentException(
        "address '"
            + text
            + "' is not like coap://192.0.2.1:5683; coaps wants a device that came"
            + " itself");
  }
}
