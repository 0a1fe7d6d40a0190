package dev.millrace.controllog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.Cancel;
import dev.millrace.stream.handover.ControlRecord.State;
import dev.millrace.stream.handover.Ownership;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.clients.consumer.ConsumerRecord;

class ControlRecordCodecProperties {
  private static final long OFFSET = 17;

  @Property(tries = 2_000)
  void whatIsReadIsWhatWasWritten(@ForAll long seed) throws UnreadableRecordException {
    for (ControlRecord record : new RandomRecords(new Random(seed)).oneOfEach()) {
      ControlKey key = new ControlKey("shop.count/er", record.partition());
      byte[] bytes = ControlRecordCodec.toBytes(record);
      ControlLogRecord read = ControlRecordCodec.read(at(key.toBytes(), bytes));
      assertThat(read).isEqualTo(new ControlLogRecord(key, OFFSET, record));
      assertThat(ControlRecordCodec.toBytes(read.record())).isEqualTo(bytes);
    }
  }

  @Property(tries = 200)
  void whatIsCutOffOrTooLongIsRefused(@ForAll long seed) {
    for (ControlRecord record : new RandomRecords(new Random(seed)).oneOfEach()) {
      byte[] bytes = ControlRecordCodec.toBytes(record);
      byte[] key = new ControlKey("s", record.partition()).toBytes();
      for (int length = 0; length < bytes.length; length++) {
        byte[] cutOff = Arrays.copyOf(bytes, length);
        assertUnreadable(key, cutOff, "cannot be read");
      }
      assertUnreadable(key, Arrays.copyOf(bytes, bytes.length + 1), "1 bytes behind its end");
    }
  }

  @Example
  void everyKindIsAmongTheSamples() {
    List<Class<?>> kinds =
        new RandomRecords(new Random(0))
            .oneOfEach().stream().<Class<?>>map(Object::getClass).toList();
    assertThat(kinds).containsExactlyInAnyOrder(ControlRecord.class.getPermittedSubclasses());
  }

  @Example
  void equalOwnershipsGiveEqualBytesWhateverTheOrderOfTheirMaps() {
    SortedMap<String, Long> forwards = new TreeMap<>();
    SortedMap<String, Long> backwards = new TreeMap<>(Comparator.reverseOrder());
    for (String replica : List.of("b", "c", "a")) {
      forwards.put(replica, 1L);
      backwards.put(replica, 1L);
    }
    State one = new State(0, 1, new Ownership(1, 2, "a", 3, forwards, null));
    State other = new State(0, 1, new Ownership(1, 2, "a", 3, backwards, null));
    assertThat(one).isEqualTo(other);
    assertThat(ControlRecordCodec.toBytes(one)).isEqualTo(ControlRecordCodec.toBytes(other));
  }

  @Example
  void whatThisProgramDoesNotKnowIsNamedWithItsPlace() {
    byte[] key = new ControlKey("s", 3).toBytes();
    byte[] version = ControlRecordCodec.toBytes(new Cancel(3, 4));
    byte[] kind = version.clone();
    version[0] = 99;
    kind[1] = 77;
    assertUnreadable(key, version, "version 99, this program reads 2");
    assertUnreadable(key, kind, "kind 77");
    assertUnreadable(key, null, "no value");
    for (String strange : List.of("s", "s/", "/3", "s/-3", "s/x")) {
      assertUnreadable(strange.getBytes(java.nio.charset.StandardCharsets.UTF_8), kind, "its key");
    }
    assertUnreadable(null, kind, "its key");
  }

  private static void assertUnreadable(byte[] key, byte[] value, String problem) {
    assertThatThrownBy(() -> ControlRecordCodec.read(at(key, value)))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageStartingWith("shop.millrace.control-0 offset 17: ")
        .hasMessageContaining(problem);
  }

  private static ConsumerRecord<byte[], byte[]> at(byte[] key, byte[] value) {
    return new ConsumerRecord<>("shop.millrace.control", 0, OFFSET, key, value);
  }
}
