package dev.millrace.stream.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.api.FieldType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowTest {
  private static final Schema SCHEMA = schema("level", "celsius", "lot", "open");

  private final Row row = new Row(SCHEMA);

  private static Schema schema(String integer, String real, String text, String bool) {
    Map<String, FieldType> fields = new LinkedHashMap<>();
    fields.put(integer, FieldType.INT);
    fields.put(real, FieldType.DOUBLE);
    fields.put(text, FieldType.STRING);
    fields.put(bool, FieldType.BOOL);
    return Schema.of(fields);
  }

  private static Row filled(Row row) {
    row.setLong(0, Long.MIN_VALUE);
    row.setDouble(1, -0.5);
    row.setString(2, "north");
    row.setBool(3, true);
    return row;
  }

  @Test
  void holdsAValueOfEachType() {
    filled(row);
    assertThat(row.getLong(0)).isEqualTo(Long.MIN_VALUE);
    assertThat(row.getDouble(1)).isEqualTo(-0.5);
    assertThat(row.getString(2)).isEqualTo("north");
    assertThat(row.getBool(3)).isTrue();
  }

  @Test
  void anAbsentFieldIsNamedByTheErrorWhateverItsType() {
    assertThatThrownBy(() -> row.getLong(0))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("no field 'level'");
    assertThatThrownBy(() -> row.getDouble(1)).hasMessage("no field 'celsius'");
    assertThatThrownBy(() -> row.getString(2)).hasMessage("no field 'lot'");
    assertThatThrownBy(() -> row.getBool(3)).hasMessage("no field 'open'");
  }

  @Test
  void theErrorOfAnAbsentFieldCostsNoStackTrace() {
    assertThatThrownBy(() -> row.getLong(0))
        .satisfies(error -> assertThat(error.getStackTrace()).isEmpty());
  }

  @Test
  void clearAndUnsetMakeFieldsAbsent() {
    filled(row);
    row.unset(1);
    assertThat(row.has(0)).isTrue();
    assertThat(row.has(1)).isFalse();
    row.clear();
    assertThat(IntStream.range(0, 4).anyMatch(row::has)).isFalse();
  }

  @Test
  void theLastOf64FieldsHasItsOwnPresence() {
    Map<String, FieldType> fields = new LinkedHashMap<>();
    IntStream.range(0, Schema.MAXIMUM_FIELDS).forEach(i -> fields.put("f" + i, FieldType.INT));
    Row wide = new Row(Schema.of(fields));
    wide.setLong(63, 5);
    assertThat(IntStream.range(0, 64).filter(wide::has)).containsExactly(63);
    fields.put("f64", FieldType.INT);
    assertThatThrownBy(() -> Schema.of(fields))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 64 fields, these are 65");
  }

  @Test
  void equalityIsByContentAndNotByWhatWasThereBefore() {
    Row other = filled(new Row(schema("level", "celsius", "lot", "open")));
    filled(row).setString(2, "south");
    assertThat(row).isNotEqualTo(other);
    row.unset(2);
    other.unset(2);
    assertThat(row).isEqualTo(other).hasSameHashCodeAs(other);
    row.unset(0);
    assertThat(row).isNotEqualTo(other);
    assertThat(new Row(schema("level", "celsius", "lot", "closed"))).isNotEqualTo(new Row(SCHEMA));
  }

  @Test
  void copyTakesPresenceAndValues() {
    Row source = filled(new Row(SCHEMA));
    source.unset(3);
    row.setBool(3, true);
    row.copyFrom(source);
    assertThat(row).isEqualTo(source);
    Row foreign = new Row(Schema.of(Map.of()));
    assertThatThrownBy(() -> row.copyFrom(foreign)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyNanHasTheSameBits() {
    row.setDouble(1, Double.longBitsToDouble(0x7ff8000000000001L));
    Row canonical = new Row(SCHEMA);
    canonical.setDouble(1, Double.NaN);
    assertThat(row).isEqualTo(canonical);
    assertThat(row.rawBits(1)).isEqualTo(0x7ff8000000000000L);
  }

  @Test
  void rawBitsAreZeroForWhatHasNone() {
    filled(row);
    assertThat(row.rawBits(0)).isEqualTo(Long.MIN_VALUE);
    assertThat(row.rawBits(2)).isZero();
    assertThat(row.rawBits(3)).isEqualTo(1);
    row.unset(0);
    assertThat(row.rawBits(0)).isZero();
  }

  @Test
  void textIsLikeJsonAndLeavesOutAbsentFields() {
    filled(row);
    row.unset(1);
    row.setString(2, "a\"b");
    assertThat(row)
        .hasToString("{\"level\":-9223372036854775808,\"lot\":\"a\\\"b\",\"open\":true}");
  }

  @Test
  void schemaFindsSlotsByNameAndKeepsTheOrder() {
    assertThat(SCHEMA.slot("lot")).isEqualTo(2);
    assertThat(SCHEMA.slot("Lot")).isEqualTo(-1);
    assertThat(SCHEMA.names()).containsExactly("level", "celsius", "lot", "open");
    assertThat(SCHEMA).hasToString("{level: int, celsius: double, lot: string, open: bool}");
  }

  @Test
  void schemaRefusesAFieldWithoutName() {
    Map<String, FieldType> fields = Collections.singletonMap("", FieldType.INT);
    assertThatThrownBy(() -> Schema.of(fields)).isInstanceOf(IllegalArgumentException.class);
  }
}
