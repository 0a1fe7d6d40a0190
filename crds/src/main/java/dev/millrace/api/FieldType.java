package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Type of a record's field; {@code int} is 64 bits, {@code double} is IEEE 754 binary64. */
public enum FieldType {
  @JsonProperty("int")
  INT,
  @JsonProperty("double")
  DOUBLE,
  @JsonProperty("string")
  STRING,
  @JsonProperty("bool")
  BOOL
}
