package dev.millrace.fleet.payload;

import java.util.List;

/**
 * The payloads of one device, one after the other. They follow from the manifest, the seed and the
 * device's number alone, apart from fields that show the clock. For one thread.
 */
public final class Readings {
  private final PayloadEncoder encoder;
  private final List<String> names;
  private final List<FieldValues> values;

  Readings(PayloadEncoder encoder, List<String> names, List<FieldValues> values) {
    this.encoder = encoder;
    this.names = names;
    this.values = values;
  }

  /** The next payload. */
  public byte[] next() {
    Object[] row = new Object[values.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = values.get(i).next();
    }
    return encoder.encode(names, row);
  }
}
