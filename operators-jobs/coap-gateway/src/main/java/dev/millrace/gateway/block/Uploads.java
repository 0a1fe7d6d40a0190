package dev.millrace.gateway.block;

import dev.millrace.gateway.block.Step.Broken;
import dev.millrace.gateway.block.Step.Fault;
import dev.millrace.gateway.block.UploadObserver.Outcome;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The uploads that are under way. Blocks have to come in order (RFC 7959 section 2.5); a block with
 * number 0 begins anew, whatever was there of the same peer and target. What all take together is
 * bounded, and so is what one peer has: if it begins too many, that of which it has been silent
 * longest is dropped.
 *
 * <p>Safe for use by several threads.
 */
public final class Uploads {
  /** Bounds how long the lock is held for what has expired. */
  private static final int STEPS = 256;

  private final UploadLimits limits;
  private final LongSupplier clock;
  private final UploadObserver observer;

  /** The uploads of each peer by target, in the order of their last blocks. */
  private final Map<Object, LinkedHashMap<Object, Upload>> peers = new HashMap<>();

  /** All, in the order of their last blocks. */
  private final Set<Upload> all = new LinkedHashSet<>();

  private long bytes;

  /**
   * @param clock milliseconds from any beginning; it does not go back
   */
  public Uploads(UploadLimits limits, LongSupplier clock, UploadObserver observer) {
    this.limits = limits;
    this.clock = clock;
    this.observer = observer;
  }

  /**
   * Takes a block.
   *
   * @param peer who sends it; has to have {@code equals} and {@code hashCode}
   * @param target method and resource; likewise
   */
  public synchronized Step take(Object peer, Object target, Part part) {
    expire();
    Upload upload = find(peer, target);
    if (part.offset() == 0 && upload != null) {
      end(upload, Outcome.OVERWRITTEN);
      upload = null;
    }
    Fault fault = faultOf(part, upload);
    if (fault != null) {
      return broken(upload, fault);
    }
    if (part.more()) {
      return append(upload == null ? new Upload(peer, target, part.format()) : upload, part);
    }
    if (upload == null) {
      return new Step.Whole(part.bytes());
    }
    end(upload, Outcome.COMPLETE);
    return new Step.Whole(upload.bodyWith(part));
  }

  private Fault faultOf(Part part, Upload upload) {
    if (!part.isWellFormed()) {
      return Fault.MALFORMED;
    }
    if (upload == null ? part.offset() != 0 : !upload.continuesWith(part)) {
      return Fault.INCOMPLETE;
    }
    return part.end() > limits.maxBody() || part.announced() > limits.maxBody()
        ? Fault.TOO_LARGE
        : null;
  }

  private Step append(Upload upload, Part part) {
    boolean known = all.contains(upload);
    long more = upload.footprintWith(part, limits.maxBody()) - (known ? upload.footprint() : 0);
    if (bytes + more > limits.maxBytes()) {
      return broken(known ? upload : null, Fault.NO_ROOM);
    }
    if (known) {
      remove(upload);
    } else {
      makeRoomOf(upload.peer);
    }
    upload.append(part, limits.maxBody(), clock.getAsLong());
    add(upload);
    return new Step.Next();
  }

  private void makeRoomOf(Object peer) {
    LinkedHashMap<Object, Upload> own = peers.get(peer);
    if (own != null && own.size() >= limits.maxOfPeer()) {
      end(own.values().iterator().next(), Outcome.DISPLACED);
    }
  }

  /**
   * Forgets uploads of which no block has come for too long, at most a few hundred. Meant to be
   * called about once a second; each block does it too.
   */
  public synchronized void expire() {
    long since = clock.getAsLong() - limits.lifetime().toMillis();
    for (int step = 0; step < STEPS && !all.isEmpty(); step++) {
      Upload oldest = all.iterator().next();
      if (!oldest.silentSince(since)) {
        return;
      }
      end(oldest, Outcome.EXPIRED);
    }
  }

  private Step broken(Upload upload, Fault fault) {
    if (upload != null) {
      end(upload, Outcome.BROKEN);
    }
    return new Broken(fault);
  }

  private void end(Upload upload, Outcome outcome) {
    remove(upload);
    observer.ended(outcome);
  }

  private Upload find(Object peer, Object target) {
    Map<Object, Upload> own = peers.get(peer);
    return own == null ? null : own.get(target);
  }

  private void add(Upload upload) {
    peers.computeIfAbsent(upload.peer, key -> new LinkedHashMap<>()).put(upload.target, upload);
    all.add(upload);
    bytes += upload.footprint();
  }

  private void remove(Upload upload) {
    LinkedHashMap<Object, Upload> own = peers.get(upload.peer);
    own.remove(upload.target);
    if (own.isEmpty()) {
      peers.remove(upload.peer);
    }
    all.remove(upload);
    bytes -= upload.footprint();
  }

  /** How many are under way. */
  public synchronized int count() {
    return all.size();
  }

  /** What they take. */
  public synchronized long bytes() {
    return bytes;
  }
}
