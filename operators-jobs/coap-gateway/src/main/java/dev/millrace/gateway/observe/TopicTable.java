package dev.millrace.gateway.observe;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest record of each key of a topic, as far as there is room. One thread writes, any reads.
 */
final class TopicTable {
  private final Map<String, SubjectState> states = new ConcurrentHashMap<>();
  private final TableRoom room;
  private volatile Unavailable trouble = Unavailable.NOT_READ_YET;
  private volatile SubjectState others = SubjectState.Absent.ABSENT;

  TopicTable(TableRoom room) {
    this.room = room;
  }

  SubjectState state(String key) {
    Unavailable now = trouble;
    return now == null ? states.getOrDefault(key, others) : now;
  }

  /** The topic has been read up to what was its end. */
  void whole() {
    trouble = null;
  }

  /** The topic cannot be read; changes nothing once it has been. */
  void cannotBeRead(String why) {
    if (trouble != null) {
      trouble = new Unavailable(why);
    }
  }

  /**
   * A newer record of a key.
   *
   * @return false if there is no room for it. The key is unavailable then; if there is no room for
   *     the key either, so are all keys that are not kept.
   */
  boolean put(String key, Representation record) {
    giveBack(key, states.get(key));
    if (room.take(key, record.payload().length)) {
      // In one step, as who reads must not see a key without its record in between.
      states.put(key, record);
      return true;
    }
    if (room.take(key, 0)) {
      states.put(key, Unavailable.NO_ROOM);
    } else {
      others = Unavailable.NO_ROOM;
      states.remove(key);
    }
    return false;
  }

  /** The key has no record any more. */
  void remove(String key) {
    giveBack(key, states.remove(key));
  }

  private void giveBack(String key, SubjectState before) {
    if (before != null) {
      room.giveBack(key, before instanceof Representation one ? one.payload().length : 0);
    }
  }

  /** Gives all room back; the table is of no use any more. */
  void clear() {
    trouble = Unavailable.NOT_READ_YET;
    states.keySet().forEach(this::remove);
  }
}
