package dev.millrace.stream.codec;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.record.Schema;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Readers, writers and the syntax check of every content format. */
public final class Codecs {
  private static final Schema NO_FIELDS = Schema.of(Map.of());

  // Parser factories may be shared; what changes in them is a cache of names behind a lock.
  private static final Parsers STRICT_JSON = Parsers.json().withoutDuplicates();
  private static final Parsers STRICT_CBOR = Parsers.cbor().withoutDuplicates();
  private static final RecordReader SENML_JSON =
      new SenmlReader(STRICT_JSON, SenmlLabel.byJsonName());
  private static final RecordReader SENML_CBOR =
      new SenmlReader(STRICT_CBOR, SenmlLabel.byCborNumber());

  private Codecs() {}

  /**
   * A reader for one thread. Text and octets have no fields, so their reader refuses every payload:
   * such a record is undecodable, not fatal.
   */
  public static RecordReader reader(ContentFormat format, Schema schema) {
    return switch (format) {
      case JSON -> new ObjectReader(Parsers.json(), schema);
      case CBOR -> new ObjectReader(Parsers.cbor(), schema);
      case SENML_JSON -> new SenmlReader(Parsers.json(), SenmlLabel.byJsonName());
      case SENML_CBOR -> new SenmlReader(Parsers.cbor(), SenmlLabel.byCborNumber());
      case TEXT, OCTETS -> (payload, into) -> refuse(format);
    };
  }

  /**
   * A writer for one thread.
   *
   * @throws IllegalArgumentException if the format is neither JSON nor CBOR
   */
  public static RecordWriter writer(ContentFormat format, Schema schema) {
    return switch (format) {
      case JSON -> new ObjectWriter(new JsonFactoryBuilder(), schema);
      case CBOR -> new ObjectWriter(CBORFactory.builder(), schema);
      case SENML_JSON, SENML_CBOR, TEXT, OCTETS ->
          throw new IllegalArgumentException(
              "records are written as JSON or CBOR, not as " + format.mediaType());
    };
  }

  /**
   * Whether a payload is what its content format says, without regard to any declared fields.
   * Thread-safe.
   *
   * @return what is wrong, empty if nothing is; octets are never wrong
   */
  public static Optional<String> syntaxError(ContentFormat format, byte[] payload) {
    try {
      switch (format) {
        case JSON -> requireOneValue(STRICT_JSON, payload);
        case CBOR -> requireOneValue(STRICT_CBOR, payload);
        case SENML_JSON -> SENML_JSON.read(payload, new Row(NO_FIELDS));
        case SENML_CBOR -> SENML_CBOR.read(payload, new Row(NO_FIELDS));
        case TEXT -> Parsers.requireUtf8(payload);
        case OCTETS -> {}
      }
      return Optional.empty();
    } catch (DecodeException e) {
      return Optional.of(e.reason());
    }
  }

  private static void requireOneValue(Parsers parsers, byte[] payload) throws DecodeException {
    try (JsonParser parser = parsers.open(payload)) {
      try {
        if (parser.nextToken() == null) {
          throw Reasons.truncated(parsers.format(), payload.length);
        }
        Parsers.skip(parser);
        Parsers.requireEnd(parser);
      } catch (IOException e) {
        throw parsers.reason(e, parser, payload.length);
      }
    } catch (IOException e) {
      throw Reasons.malformed(parsers.format(), 0);
    }
  }

  private static void refuse(ContentFormat format) throws DecodeException {
    throw new DecodeException("a payload of " + format.mediaType() + " has no fields");
  }
}
