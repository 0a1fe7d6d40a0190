package dev.millrace.stream.codec;

import dev.millrace.api.FieldType;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.record.Schema;

/**
 * Resolves the records of one SenML pack in turn (RFC 8428 section 4.6) and puts their values into
 * the fields that are named like the last segment of the resolved names. The latest absolute time
 * of the pack goes to an int field {@code t}, in milliseconds since 1970, if one is declared and no
 * record has that name. A time relative to now (section 4.5.3) leaves it absent, as a stage has no
 * now.
 */
final class SenmlPack {
  static final String TIME_FIELD = "t";

  /** Seconds; below this a resolved time is relative (RFC 8428 section 4.5.3). */
  private static final double ABSOLUTE_FROM = 1 << 28;

  private static final double MILLISECONDS_PER_SECOND = 1000;

  private final Row row;
  private final Schema schema;
  private long filled;
  private String baseName = "";
  private SenmlNumber baseTime = SenmlNumber.of(0);
  private SenmlNumber baseValue = SenmlNumber.of(0);
  private double latest = Double.NEGATIVE_INFINITY;

  SenmlPack(Row row) {
    this.row = row;
    this.schema = row.schema();
  }

  /** Takes the next record, which ends at the given byte of the payload. */
  void add(SenmlRecord entry, long at) throws DecodeException {
    rebase(entry);
    if (entry.values() > 1) {
      throw new DecodeException("SenML record with more than one value at byte " + at);
    }
    if (entry.values() == 0 && !entry.has(SenmlLabel.SUM)) {
      if (entry.name != null || entry.time != null) {
        throw new DecodeException("SenML record without a value at byte " + at);
      }
      return;
    }
    String name = entry.name == null ? baseName : baseName + entry.name;
    if (!SenmlName.isValid(name)) {
      throw new DecodeException("not a SenML name at byte " + at);
    }
    SenmlNumber time = entry.time == null ? baseTime : entry.time.plus(baseTime);
    latest = Math.max(latest, time.real());
    int slot = schema.slot(SenmlName.lastSegment(name));
    if (slot >= 0) {
      put(slot, entry, at);
    }
  }

  /** Ends the pack. */
  void finish() {
    int slot = schema.slot(TIME_FIELD);
    if (slot >= 0
        && schema.type(slot) == FieldType.INT
        && (filled >>> slot & 1) == 0
        && latest >= ABSOLUTE_FROM) {
      row.setLong(slot, Math.round(latest * MILLISECONDS_PER_SECOND));
    }
  }

  private void rebase(SenmlRecord entry) {
    baseName = entry.baseName == null ? baseName : entry.baseName;
    baseTime = entry.baseTime == null ? baseTime : entry.baseTime;
    baseValue = entry.baseValue == null ? baseValue : entry.baseValue;
  }

  private void put(int slot, SenmlRecord entry, long at) throws DecodeException {
    if ((filled >>> slot & 1) != 0) {
      throw Reasons.duplicate(schema.name(slot), at);
    }
    filled |= 1L << slot;
    switch (schema.type(slot)) {
      case INT -> {
        if (entry.number != null) {
          row.setLong(slot, integer(slot, entry.number, at));
          return;
        }
      }
      case DOUBLE -> {
        if (entry.number != null) {
          row.setDouble(slot, real(slot, entry.number, at));
          return;
        }
      }
      case STRING -> {
        if (entry.text != null) {
          row.setString(slot, entry.text);
          return;
        }
      }
      case BOOL -> {
        if (entry.bool != null) {
          row.setBool(slot, entry.bool);
          return;
        }
      }
    }
    if (entry.number != null || entry.text != null || entry.bool != null) {
      String type = Schema.label(schema.type(slot));
      throw Reasons.field(schema.name(slot), type + " expected, found " + found(entry), at);
    }
  }

  private long integer(int slot, SenmlNumber value, long at) throws DecodeException {
    SenmlNumber sum = sum(slot, value, at);
    if (!sum.isInt()) {
      throw Reasons.field(schema.name(slot), "int expected, found a number with fraction", at);
    }
    return sum.integer();
  }

  private double real(int slot, SenmlNumber value, long at) throws DecodeException {
    double sum = sum(slot, value, at).real();
    if (!Double.isFinite(sum)) {
      throw Reasons.field(schema.name(slot), "not a finite double", at);
    }
    return sum;
  }

  private SenmlNumber sum(int slot, SenmlNumber value, long at) throws DecodeException {
    try {
      return value.plus(baseValue);
    } catch (ArithmeticException e) {
      throw Reasons.field(schema.name(slot), "integer beyond 64 bits", at);
    }
  }

  private static String found(SenmlRecord entry) {
    return entry.number != null ? "a number" : entry.text != null ? "a string" : "a bool";
  }
}
