package dev.millrace.stream.stage;

import dev.millrace.stream.stage.NaiveStage.Due;
import dev.millrace.stream.stage.NaiveStage.NaiveStep;
import dev.millrace.stream.stage.NaiveStage.Next;
import dev.millrace.stream.stage.NaiveStage.Rec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Steps over lists. The result of a group of records has n = sum(n), x = sum(x) and s = "COUNT
 * FIRST LAST DISTINCT START END".
 */
final class NaiveSteps {
  private NaiveSteps() {}

  private record Place(String key, long start) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int order = key.compareTo(other.key);
      return order != 0 ? order : Long.compare(start, other.start);
    }
  }

  static Rec group(String key, long time, List<Rec> records, double x, long start, long end) {
    Rec first = records.getFirst();
    Rec last = records.getLast();
    long sum = records.stream().mapToLong(Rec::n).sum();
    long distinct = records.stream().map(Rec::s).distinct().count();
    String text =
        "%d %s %s %d %d %d".formatted(records.size(), first.s(), last.s(), distinct, start, end);
    return new Rec(key, time, sum, x, text, 0);
  }

  /** Adds in the order of the list. */
  static double sum(List<Rec> records) {
    double sum = 0;
    for (Rec record : records) {
      sum += record.x();
    }
    return sum;
  }

  static NaiveStep windows(long size, long every) {
    long pane = BigInteger.valueOf(size).gcd(BigInteger.valueOf(every)).longValue();
    return new NaiveStep() {
      final Map<Place, List<Rec>> windows = new TreeMap<>();

      @Override
      void take(Rec record, Next next) {
        boolean taken = false;
        for (long start = Math.floorDiv(record.time() - size, every) * every;
            start <= record.time();
            start += every) {
          if (record.time() < start + size && !isOver(start + size + stage.lateness)) {
            windows
                .computeIfAbsent(new Place(record.key(), start), p -> new ArrayList<>())
                .add(record);
            taken = true;
          }
        }
        stage.late += taken ? 0 : 1;
      }

      @Override
      List<Due> dues() {
        return windows.keySet().stream()
            .map(p -> new Due(p.start + size + stage.lateness, index, p.key, p.start))
            .toList();
      }

      @Override
      void fire(Due due, Next next) {
        List<Rec> records = windows.remove(new Place(due.key(), due.start()));
        double sum = 0;
        for (long from = due.start(); from < due.start() + size; from += pane) {
          long to = from + pane;
          long begin = from;
          sum += sum(records.stream().filter(r -> r.time() >= begin && r.time() < to).toList());
        }
        long end = due.start() + size;
        next.take(group(due.key(), end - 1, records, sum, due.start(), end));
      }
    };
  }

  static NaiveStep sessions(long gap) {
    return new NaiveStep() {
      final List<Session> open = new ArrayList<>();

      record Session(String key, long start, long end, double sum, List<Rec> records) {}

      @Override
      void take(Rec record, Next next) {
        if (isOver(record.time() + gap + stage.lateness)) {
          stage.late++;
          return;
        }
        Session one =
            new Session(
                record.key(), record.time(), record.time() + gap, record.x(), List.of(record));
        List<Session> together = new ArrayList<>();
        for (Session other : List.copyOf(open)) {
          if (other.key.equals(one.key) && other.start <= one.end && one.start <= other.end) {
            together.add(other);
            open.remove(other);
          }
        }
        together.add(one);
        together.sort(Comparator.comparingLong(Session::start));
        double sum = 0;
        List<Rec> records = new ArrayList<>();
        for (Session session : together) {
          sum += session.sum;
          records.addAll(session.records);
        }
        long end = together.stream().mapToLong(Session::end).max().orElseThrow();
        open.add(new Session(one.key, together.getFirst().start, end, sum, records));
      }

      @Override
      List<Due> dues() {
        return open.stream()
            .map(s -> new Due(s.end + stage.lateness, index, s.key, s.start))
            .toList();
      }

      @Override
      void fire(Due due, Next next) {
        for (Session session : List.copyOf(open)) {
          if (session.key.equals(due.key()) && session.start == due.start()) {
            open.remove(session);
            next.take(
                group(
                    session.key,
                    session.end - 1,
                    session.records,
                    session.sum,
                    session.start,
                    session.end));
          }
        }
      }
    };
  }

  static NaiveStep counts(int size, int every) {
    return new NaiveStep() {
      final Map<String, List<Rec>> all = new TreeMap<>();

      @Override
      void take(Rec record, Next next) {
        List<Rec> records = all.computeIfAbsent(record.key(), k -> new ArrayList<>());
        records.add(record);
        int rank = records.size();
        if (rank % every == 0) {
          int from = Math.max(0, rank - size);
          double sum = 0;
          for (int pane = from; pane < rank; pane += every) {
            sum += sum(records.subList(pane, pane + every));
          }
          next.take(
              group(record.key(), record.time(), records.subList(from, rank), sum, from + 1, rank));
        }
      }
    };
  }

  static NaiveStep running() {
    return new NaiveStep() {
      final Map<String, List<Rec>> all = new TreeMap<>();

      @Override
      void take(Rec record, Next next) {
        List<Rec> records = all.computeIfAbsent(record.key(), k -> new ArrayList<>());
        records.add(record);
        next.take(group(record.key(), record.time(), records, sum(records), 0, 0));
      }
    };
  }

  static NaiveStep dedupe(long within) {
    return new NaiveStep() {
      final List<Rec> passed = new ArrayList<>();

      @Override
      void take(Rec record, Next next) {
        for (Rec before : passed) {
          if (before.key().equals(record.key())
              && before.s().equals(record.s())
              && record.time() < before.time() + within
              && !isOver(before.time() + within + stage.lateness)) {
            return;
          }
        }
        passed.add(record);
        next.take(record);
      }
    };
  }

  static NaiveStep throttle(int limit, long per) {
    return new NaiveStep() {
      final Map<Place, Integer> counts = new TreeMap<>();

      @Override
      void take(Rec record, Next next) {
        long start = Math.floorDiv(record.time(), per) * per;
        if (isOver(start + per + stage.lateness)) {
          stage.late++;
        } else if (counts.merge(new Place(record.key(), start), 1, Integer::sum) <= limit) {
          next.take(record);
        }
      }
    };
  }

  /** Left are the records with s = a, right those with s = b. */
  static NaiveStep join(long within) {
    return new NaiveStep() {
      final List<Rec> kept = new ArrayList<>();

      @Override
      void take(Rec record, Next next) {
        if (!record.s().equals("a") && !record.s().equals("b")) {
          return;
        }
        if (isOver(record.time() + within + stage.lateness + 1)) {
          stage.late++;
          return;
        }
        for (Rec other : List.copyOf(kept)) {
          if (other.key().equals(record.key())
              && !other.s().equals(record.s())
              && Math.abs(other.time() - record.time()) <= within
              && !isOver(other.time() + within + stage.lateness + 1)) {
            boolean isLeft = record.s().equals("a");
            Rec left = isLeft ? record : other;
            Rec right = isLeft ? other : record;
            next.take(
                new Rec(
                    record.key(),
                    Math.max(record.time(), other.time()),
                    left.n(),
                    right.x(),
                    left.s() + right.s(),
                    0));
          }
        }
        kept.add(record);
      }
    };
  }
}
