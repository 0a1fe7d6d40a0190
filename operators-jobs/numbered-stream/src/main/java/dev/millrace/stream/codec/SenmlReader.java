package dev.millrace.stream.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.millrace.stream.record.Row;
import java.io.IOException;
import java.util.Map;

/**
 * Reads a SenML pack (RFC 8428) into one row. Labels that are not known are skipped, unless they
 * end in an underscore, which means that who does not know them must not process the pack (section
 * 4.4).
 */
final class SenmlReader implements RecordReader {
  private final Parsers parsers;
  private final Map<String, SenmlLabel> labels;

  SenmlReader(Parsers parsers, Map<String, SenmlLabel> labels) {
    this.parsers = parsers;
    this.labels = labels;
  }

  @Override
  public void read(byte[] payload, Row into) throws DecodeException {
    into.clear();
    try (JsonParser parser = parsers.open(payload)) {
      try {
        parsers.requireFirst(
            JsonToken.START_ARRAY, "an array of SenML records", parser, payload.length);
        records(parser, new SenmlPack(into));
        Parsers.requireEnd(parser);
      } catch (IOException e) {
        throw parsers.reason(e, parser, payload.length);
      }
    } catch (IOException e) {
      throw Reasons.malformed(parsers.format(), 0);
    }
  }

  private void records(JsonParser parser, SenmlPack pack) throws DecodeException, IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Parsers.require(JsonToken.START_OBJECT, "a SenML record", parser);
      SenmlRecord entry = entry(parser);
      pack.add(entry, Parsers.offset(parser));
    }
    pack.finish();
  }

  private SenmlRecord entry(JsonParser parser) throws DecodeException, IOException {
    SenmlRecord entry = new SenmlRecord();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      SenmlLabel label = labels.get(name);
      if (label == null && name.endsWith("_")) {
        throw new DecodeException(
            "SenML label that must be understood and is not, at byte " + Parsers.offset(parser));
      }
      parser.nextToken();
      if (label == null) {
        Parsers.skip(parser);
      } else {
        entry.read(label, parser);
      }
    }
    return entry;
  }
}
