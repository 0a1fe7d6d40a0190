package dev.millrace.gateway.handover;

import dev.millrace.gateway.handover.LogEntry.Claim;
import dev.millrace.gateway.handover.LogEntry.Label;
import dev.millrace.gateway.handover.LogEntry.Parcel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which parcels a process may take: those for it whose first claim in the log is its own. Decided
 * by nothing but the log, so all processes come to the same, whenever they read it; a parcel that
 * is shown again after that, or is too old for that to be known, is nobody's. One thread.
 */
final class ClaimBook {
  /**
   * How old a parcel may be. The topic has to keep records for longer, as a claim that is gone does
   * not keep anybody from claiming again.
   */
  static final Duration MOST_AGE = Duration.ofMinutes(10);

  /** Parcels that wait for their claims; each may take some hundred kilobytes. */
  private static final int MOST_OPEN = 64;

  /** How it stands with a parcel. */
  private static final class Fate {
    final long millis;
    Parcel parcel;
    boolean claimSent;
    boolean decided;

    Fate(long millis) {
      this.millis = millis;
    }
  }

  private final String gateway;
  private final String place;
  private final UUID self;
  private final Map<UUID, Fate> fates = new LinkedHashMap<>();
  private int open;

  /**
   * @param gateway whose sessions may go on here
   * @param place the devices of which place come here
   * @param self this process
   */
  ClaimBook(String gateway, String place, UUID self) {
    this.gateway = gateway;
    this.place = place;
    this.self = self;
  }

  /** Takes note of an entry; the parcel that is this process's because of it, if there is one. */
  Optional<Parcel> read(LogEntry entry, long nowMillis) {
    return switch (entry) {
      case Parcel parcel -> {
        offered(parcel, nowMillis);
        yield Optional.empty();
      }
      case Claim claim -> claimed(claim, nowMillis);
    };
  }

  private void offered(Parcel parcel, long nowMillis) {
    Label label = parcel.label();
    boolean mine = label.gateway().equals(gateway) && label.place().equals(place);
    if (mine && isFresh(label.millis(), nowMillis) && !fates.containsKey(label.id())) {
      Fate fate = new Fate(label.millis());
      // What there is no room for is lost: its devices shake hands.
      fate.decided = open == MOST_OPEN;
      if (!fate.decided) {
        fate.parcel = parcel;
        open++;
      }
      fates.put(label.id(), fate);
    }
  }

  private Optional<Parcel> claimed(Claim claim, long nowMillis) {
    // A claim before its parcel would be one of a parcel that is shown again.
    Fate fate = fates.computeIfAbsent(claim.parcel(), id -> new Fate(nowMillis));
    Parcel parcel = fate.parcel;
    boolean won = !fate.decided && parcel != null && claim.by().equals(self);
    fate.decided = true;
    if (parcel != null) {
      fate.parcel = null;
      open--;
    }
    return won && isFresh(fate.millis, nowMillis) ? Optional.of(parcel) : Optional.empty();
  }

  /** What is to be claimed now; each is named once, unless {@link #notSent}. */
  List<Claim> toClaim(long nowMillis) {
    List<Claim> claims = new ArrayList<>();
    for (Map.Entry<UUID, Fate> one : fates.entrySet()) {
      Fate fate = one.getValue();
      if (!fate.decided && !fate.claimSent && isFresh(fate.millis, nowMillis)) {
        fate.claimSent = true;
        claims.add(new Claim(one.getKey(), self));
      }
    }
    return claims;
  }

  /** A claim may not be in the log; it is made once more. */
  void notSent(Claim claim) {
    Fate fate = fates.get(claim.parcel());
    if (fate != null) {
      fate.claimSent = false;
    }
  }

  /** Forgets what is so old that it would not be taken if it were shown again. */
  void forget(long nowMillis) {
    fates
        .values()
        .removeIf(
            fate -> {
              boolean over = nowMillis - fate.millis > 2 * MOST_AGE.toMillis();
              if (over && fate.parcel != null) {
                open--;
              }
              return over;
            });
  }

  private static boolean isFresh(long millis, long nowMillis) {
    return Math.abs(nowMillis - millis) <= MOST_AGE.toMillis();
  }
}
