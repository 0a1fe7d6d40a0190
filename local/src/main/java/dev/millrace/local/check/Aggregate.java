package dev.millrace.local.check;

import dev.millrace.api.FieldType;
import java.util.HashSet;
import java.util.Set;

/**
 * What a window or running step computes over the values of one expression. States are values: none
 * of the methods changes what it is given, but for the set of {@link #DISTINCT}. The state of no
 * records is null.
 */
enum Aggregate {
  COUNT {
    @Override
    Object add(Object state, Object argument, long rank) {
      return (state == null ? 0 : (Long) state) + (Boolean.FALSE.equals(argument) ? 0 : 1);
    }

    @Override
    Object merge(Object earlier, Object later) {
      return (Long) earlier + (Long) later;
    }
  },
  SUM {
    @Override
    Object add(Object state, Object argument, long rank) throws StepFailure {
      return state == null ? argument : Numbers.plus(state, argument);
    }

    @Override
    Object merge(Object earlier, Object later) throws StepFailure {
      return Numbers.plus(earlier, later);
    }
  },
  MIN {
    @Override
    Object add(Object state, Object argument, long rank) {
      return state == null || Numbers.compare(argument, state) < 0 ? argument : state;
    }

    @Override
    Object merge(Object earlier, Object later) {
      return add(earlier, later, 0);
    }
  },
  MAX {
    @Override
    Object add(Object state, Object argument, long rank) {
      return state == null || Numbers.compare(argument, state) > 0 ? argument : state;
    }

    @Override
    Object merge(Object earlier, Object later) {
      return add(earlier, later, 0);
    }
  },
  AVG {
    @Override
    Object add(Object state, Object argument, long rank) {
      Mean one = new Mean(((Number) argument).doubleValue(), 1);
      return state == null ? one : merge(state, one);
    }

    @Override
    Object merge(Object earlier, Object later) {
      return new Mean(
          ((Mean) earlier).sum() + ((Mean) later).sum(),
          ((Mean) earlier).count() + ((Mean) later).count());
    }

    @Override
    Object result(Object state) {
      return ((Mean) state).sum() / ((Mean) state).count();
    }
  },
  FIRST {
    @Override
    Object add(Object state, Object argument, long rank) {
      return state == null ? new Ranked(rank, argument) : state;
    }

    @Override
    Object merge(Object earlier, Object later) {
      return earlier;
    }

    @Override
    Object mergeByRank(Object one, Object other) {
      return ((Ranked) one).rank() < ((Ranked) other).rank() ? one : other;
    }

    @Override
    Object result(Object state) {
      return ((Ranked) state).value();
    }
  },
  LAST {
    @Override
    Object add(Object state, Object argument, long rank) {
      return new Ranked(rank, argument);
    }

    @Override
    Object merge(Object earlier, Object later) {
      return later;
    }

    @Override
    Object mergeByRank(Object one, Object other) {
      return ((Ranked) one).rank() > ((Ranked) other).rank() ? one : other;
    }

    @Override
    Object result(Object state) {
      return ((Ranked) state).value();
    }
  },
  DISTINCT {
    @Override
    Object add(Object state, Object argument, long rank) {
      Set<Object> seen = state == null ? new HashSet<>() : setOf(state);
      seen.add(argument);
      return seen;
    }

    @Override
    Object merge(Object earlier, Object later) {
      Set<Object> both = new HashSet<>(setOf(earlier));
      both.addAll(setOf(later));
      return both;
    }

    @Override
    Object result(Object state) {
      return Long.valueOf(setOf(state).size());
    }
  };

  /** The state after one more record, the {@code rank}-th of the partition. */
  abstract Object add(Object state, Object argument, long rank) throws StepFailure;

  /** The state of the records of {@code earlier} followed by those of {@code later}. */
  abstract Object merge(Object earlier, Object later) throws StepFailure;

  /** As {@link #merge}, but what comes first and last is decided by the records' ranks. */
  Object mergeByRank(Object one, Object other) throws StepFailure {
    return merge(one, other);
  }

  /** The value of the result field. */
  Object result(Object state) {
    return state;
  }

  /** The type of the result field; {@code argument} is null for {@code count()}. */
  FieldType type(FieldType argument) {
    return switch (this) {
      case COUNT, DISTINCT -> FieldType.INT;
      case AVG -> FieldType.DOUBLE;
      default -> argument;
    };
  }

  @SuppressWarnings("unchecked") // only DISTINCT makes its states
  private static Set<Object> setOf(Object state) {
    return (Set<Object>) state;
  }

  private record Mean(double sum, long count) {}

  private record Ranked(long rank, Object value) {}
}
