package dev.millrace.stream.stage;

import dev.millrace.stream.codec.Codecs;
import dev.millrace.stream.codec.ContentFormat;
import dev.millrace.stream.codec.DecodeException;
import dev.millrace.stream.codec.RecordReader;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.state.RecordKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Turns input records into rows and keys. The row is the same object each time. One thread. */
final class InputDecoder {
  private static final char REPLACEMENT = '\uFFFD';

  private final InputPlan plan;
  private final Row row;
  private final PathFields pathFields;
  private final RecordReader[] readers = new RecordReader[ContentFormat.values().length];

  InputDecoder(InputPlan plan) {
    this.plan = plan;
    this.row = new Row(plan.schema());
    this.pathFields = new PathFields(plan.schema());
  }

  /**
   * The record's value, with the fields that its path sets.
   *
   * @throws DecodeException if it cannot be decoded
   */
  Row decode(InputRecord record) throws DecodeException {
    if (record.value() == null) {
      throw new DecodeException("no value");
    }
    reader(format(record)).read(record.value(), row);
    for (RecordHeader header : record.headers()) {
      if (header.name().startsWith(RecordHeader.PATH_PREFIX)) {
        pathFields.set(header, row);
      }
    }
    return row;
  }

  /**
   * The record's key.
   *
   * @throws DecodeException if it is not UTF-8: two such keys could not be told apart
   */
  RecordKey key(InputRecord record) throws DecodeException {
    byte[] bytes = record.key();
    if (bytes == null || bytes.length == 0) {
      return RecordKey.EMPTY;
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0
        && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
      throw new DecodeException("the key is not UTF-8");
    }
    return RecordKey.of(text, bytes);
  }

  private ContentFormat format(InputRecord record) throws DecodeException {
    byte[] number = null;
    for (RecordHeader header : record.headers()) {
      if (header.name().equals(RecordHeader.CONTENT_FORMAT)) {
        number = header.value();
      }
    }
    return number == null ? plan.format() : format(number);
  }

  private static ContentFormat format(byte[] number) throws DecodeException {
    int value = 0;
    // Numbers of the registry have at most five digits, and are written without leading zeros.
    boolean isNumber = number.length > 0 && number.length <= 5;
    isNumber &= number.length == 1 || number[0] != '0';
    for (int i = 0; isNumber && i < number.length; i++) {
      isNumber = number[i] >= '0' && number[i] <= '9';
      value = value * 10 + number[i] - '0';
    }
    Optional<ContentFormat> format = isNumber ? ContentFormat.of(value) : Optional.empty();
    if (format.isEmpty()) {
      throw new DecodeException(
          "content format '" + new String(number, StandardCharsets.UTF_8) + "' is not known");
    }
    return format.get();
  }

  private RecordReader reader(ContentFormat format) {
    RecordReader reader = readers[format.ordinal()];
    if (reader == null) {
      reader = Codecs.reader(format, plan.schema());
      readers[format.ordinal()] = reader;
    }
    return reader;
  }
}
