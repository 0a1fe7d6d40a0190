package dev.millrace.stream.strategy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Algorithms 5.1 and 5.2 as they were printed, with either repair as an option, in every order of
 * their steps.
 *
 * @param chunks number of chunks of the state
 * @param endWaits repairs erratum X5: the end waits for an empty slot
 * @param looksFirst repairs erratum X6: a look at the slot before the wait for a notification
 */
record PrintedTransfer(int chunks, boolean endWaits, boolean looksFirst) {
  private static final int EMPTY = -1;

  /** How a run can end. */
  enum Outcome {
    OK,
    DEADLOCK,
    LOST
  }

  private enum Sending {
    CHECK,
    SEND,
    CHECK_END,
    SEND_END,
    DONE
  }

  private enum Receiving {
    WATCH,
    WAIT,
    READ,
    DELETE,
    DONE
  }

  /**
   * All there is at one moment.
   *
   * @param next chunk to send
   * @param slot the chunk in it, {@link PrintedTransfer#EMPTY}, or the number of chunks for the end
   * @param isWatched whether the next write notifies the receiver
   * @param isNotified whether one has
   * @param read what the receiver has read and not yet deleted
   */
  private record Moment(
      Sending sending,
      int next,
      int slot,
      boolean isWatched,
      boolean isNotified,
      Receiving receiving,
      int read,
      List<Integer> received) {
    Moment sent(Sending then, int value) {
      return new Moment(
          then, next + 1, value, false, isNotified || isWatched, receiving, read, received);
    }

    Moment sending(Sending then) {
      return new Moment(then, next, slot, isWatched, isNotified, receiving, read, received);
    }

    Moment receiving(Receiving then, boolean watches, int taken) {
      return new Moment(sending, next, slot, watches, false, then, taken, received);
    }
  }

  private Stream<Moment> after(Moment m) {
    return Stream.concat(afterSending(m), afterReceiving(m));
  }

  private Sending begin(int next) {
    if (next < chunks) {
      return Sending.CHECK;
    }
    return endWaits ? Sending.CHECK_END : Sending.SEND_END;
  }

  private Stream<Moment> afterSending(Moment m) {
    return switch (m.sending()) {
      case CHECK -> m.slot() == EMPTY ? Stream.of(m.sending(Sending.SEND)) : Stream.empty();
      case SEND -> Stream.of(m.sent(begin(m.next() + 1), m.next()));
      case CHECK_END -> m.slot() == EMPTY ? Stream.of(m.sending(Sending.SEND_END)) : Stream.empty();
      case SEND_END -> Stream.of(m.sent(Sending.DONE, chunks));
      case DONE -> Stream.empty();
    };
  }

  private Stream<Moment> afterReceiving(Moment m) {
    return switch (m.receiving()) {
      case WATCH ->
          Stream.of(
              looksFirst && m.slot() != EMPTY
                  ? m.receiving(Receiving.READ, false, EMPTY)
                  : m.receiving(Receiving.WAIT, true, EMPTY));
      case WAIT ->
          m.isNotified() ? Stream.of(m.receiving(Receiving.READ, false, EMPTY)) : Stream.empty();
      case READ -> Stream.of(m.receiving(Receiving.DELETE, m.isWatched(), m.slot()));
      case DELETE -> Stream.of(deleted(m));
      case DONE -> Stream.empty();
    };
  }

  private Moment deleted(Moment m) {
    boolean isEnd = m.read() == chunks;
    List<Integer> received = new ArrayList<>(m.received());
    if (!isEnd) {
      received.add(m.read());
    }
    return new Moment(
        m.sending(),
        m.next(),
        EMPTY,
        m.isWatched(),
        m.isNotified(),
        isEnd ? Receiving.DONE : Receiving.WATCH,
        EMPTY,
        received);
  }

  Set<Outcome> outcomes() {
    Moment initial =
        new Moment(begin(0), 0, EMPTY, false, false, Receiving.WATCH, EMPTY, List.of());
    Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
    Set<Moment> seen = new HashSet<>(Set.of(initial));
    Deque<Moment> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      Moment moment = open.remove();
      List<Moment> following = after(moment).toList();
      if (following.isEmpty()) {
        outcomes.add(outcome(moment));
      }
      following.stream().filter(seen::add).forEach(open::add);
    }
    return outcomes;
  }

  private Outcome outcome(Moment last) {
    if (last.receiving() != Receiving.DONE) {
      return Outcome.DEADLOCK;
    }
    boolean isWhole = last.received().size() == chunks && last.sending() == Sending.DONE;
    return isWhole ? Outcome.OK : Outcome.LOST;
  }
}
