package dev.millrace.local.check;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Logs with everything that a log may hold: the same seed gives the same log. */
final class RandomLog {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper CBOR = new CBORMapper();
  private static final String[] KEYS = {"a", "b", "ä", "\uffee", "\ud83d\ude97", null};
  private static final String[] TEXTS = {"x", "y", "", "é", "\uff5e", "\ud83d\ude80"};
  private static final String[] NONSENSE = {
    "",
    "{",
    "[]",
    "{\"v\":1}x",
    "{\"v\":\"1\"}",
    "{\"v\":1.5}",
    "{\"v\":1,\"v\":1}",
    "{\"s\":1}",
    "{\"b\":0}",
    "{\"d\":1e400}",
    "{\"v\":9223372036854775808}",
    "\"v\"",
    "{\"s\":\"\\ud800\"}",
    "{\"x\":1,\"x\":2,\"v\":3}",
    "null",
    "{\"v\":01}",
    "{\"d\":NaN}",
    "{\"v\":1e3}"
  };

  /** Coarse, so that records often lie exactly at the edges of windows. */
  private static final long STEP_MILLIS = 100;

  private final Random random;
  private final List<LogRecord> log = new ArrayList<>();
  private long now = 1_700_000_000_000L;

  private RandomLog(long seed) {
    random = new Random(seed);
  }

  static List<LogRecord> of(long seed, int size) throws IOException {
    RandomLog maker = new RandomLog(seed);
    for (int i = 0; i < size; i++) {
      maker.add();
    }
    return maker.log;
  }

  private void add() throws IOException {
    now += STEP_MILLIS * (random.nextInt(10) == 0 ? random.nextInt(80) : random.nextInt(4));
    int kind = random.nextInt(100);
    LogRecord record = kind < 4 ? LogText.tick(time()) : data(kind);
    if (kind >= 10 && kind < 30) {
      record = LogText.with(record, "millrace-id", identity());
    }
    if (kind == 30) {
      record = LogText.with(record, "millrace-id", "no identity");
    }
    if (kind == 31) {
      record = LogText.with(record, "path.v", random.nextBoolean() ? "5" : "five");
    }
    if (kind == 32) {
      record = LogText.with(record, "path.s", "from the path");
    }
    log.add(LogText.at(record, log.size()));
  }

  /** Mostly the newest, sometimes earlier, seldom much earlier or the same again. */
  private long time() {
    int choice = random.nextInt(20);
    return choice < 12
        ? now
        : now - STEP_MILLIS * (choice < 17 ? random.nextInt(25) : random.nextInt(300));
  }

  private LogRecord data(int kind) throws IOException {
    String key = KEYS[random.nextInt(KEYS.length)];
    long time = time();
    if (kind < 8) {
      return LogText.data(time, key, NONSENSE[random.nextInt(NONSENSE.length)]);
    }
    if (kind == 8) {
      return new LogRecord(0, time, LogText.bytes(key), null, Map.of());
    }
    if (kind == 9) {
      byte[] noText = {(byte) 0xff, 1};
      return new LogRecord(0, time, noText, LogText.bytes("{\"v\":1}"), Map.of());
    }
    Map<String, Object> fields = fields(time);
    if (kind < 50) {
      byte[] cbor = CBOR.writeValueAsBytes(fields);
      LogRecord record = new LogRecord(0, time, LogText.bytes(key), cbor, Map.of());
      return LogText.with(record, "content-format", "60");
    }
    if (kind < 60) {
      LogRecord record = LogText.data(time, key, senml(fields));
      return LogText.with(record, "content-format", "110");
    }
    LogRecord record = LogText.data(time, key, JSON.writeValueAsString(fields));
    return kind == 60 ? LogText.with(record, "content-format", "99") : record;
  }

  private Map<String, Object> fields(long time) {
    Map<String, Object> fields = new LinkedHashMap<>();
    put(fields, "v", integer());
    put(fields, "d", random.nextInt(200) / 10.0 * (random.nextInt(30) == 0 ? 1e300 : 1));
    put(fields, "s", TEXTS[random.nextInt(TEXTS.length)]);
    put(fields, "b", random.nextBoolean());
    put(fields, "t", time + STEP_MILLIS * (random.nextInt(40) - 20));
    return fields;
  }

  private void put(Map<String, Object> fields, String name, Object value) {
    int choice = random.nextInt(40);
    if (choice > 0) {
      fields.put(name, choice == 1 ? null : value);
    }
  }

  private long integer() {
    return switch (random.nextInt(30)) {
      case 0 -> Long.MAX_VALUE - random.nextInt(5);
      case 1 -> Long.MIN_VALUE + random.nextInt(5);
      default -> random.nextInt(7) - 2;
    };
  }

  private String senml(Map<String, Object> fields) throws IOException {
    List<Map<String, Object>> pack = new ArrayList<>();
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      if (pack.isEmpty()) {
        entry.put("bn", random.nextBoolean() ? "urn:dev:7:" : "site/");
        entry.put("bt", now / 1000.0);
        if (random.nextInt(5) == 0) {
          entry.put("bv", 1);
        }
      }
      entry.put("n", field.getKey());
      Object value = field.getValue();
      entry.put(value instanceof String ? "vs" : value instanceof Boolean ? "vb" : "v", value);
      if (value != null) {
        pack.add(entry);
      }
    }
    return JSON.writeValueAsString(pack);
  }

  private String identity() {
    return "other.stage/%d/%d/%d/%d"
        .formatted(
            1 + random.nextInt(50) / 49,
            random.nextInt(2),
            log.size() + random.nextInt(20) - 10 + 100,
            random.nextInt(2));
  }
}
