package dev.millrace.flink;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Tells Flink how {@link LogRecord}s go from task to task. */
final class LogRecordType extends TypeInformation<LogRecord> {
  static final LogRecordType INSTANCE = new LogRecordType();

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<LogRecord> getTypeClass() {
    return LogRecord.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<LogRecord> createSerializer(SerializerConfig config) {
    return LogRecordSerializer.INSTANCE;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof LogRecordType;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LogRecordType;
  }

  @Override
  public int hashCode() {
    return LogRecordType.class.getName().hashCode();
  }

  @Override
  public String toString() {
    return "LogRecord";
  }
}
