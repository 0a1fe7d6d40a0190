package dev.millrace.gateway.observe;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who observes what, within the bounds. Thread-safe. */
final class Observers {
  private final Map<Subject, Set<Observer>> bySubject = new ConcurrentHashMap<>();
  private final ObserveMeters meters;

  /** Those who have a place, established or about to be. */
  private final Map<InetSocketAddress, Integer> perPeer = new HashMap<>();

  private int places;
  private volatile ObserveBounds bounds;

  Observers(ObserveBounds bounds, ObserveMeters meters) {
    this.bounds = bounds;
    this.meters = meters;
  }

  ObserveMeters meters() {
    return meters;
  }

  /** Whoever has a place keeps it. */
  void bound(ObserveBounds others) {
    bounds = others;
  }

  /** Takes a place for an observer; false, and counted, if there is none. */
  synchronized boolean take(InetSocketAddress peer) {
    int ofPeer = perPeer.getOrDefault(peer, 0);
    if (places >= bounds.observers()) {
      meters.refused("gateway");
      return false;
    }
    if (ofPeer >= bounds.observersPerPeer()) {
      meters.refused("peer");
      return false;
    }
    places++;
    perPeer.put(peer, ofPeer + 1);
    return true;
  }

  void established(Observer observer) {
    bySubject.compute(
        observer.subject(),
        (subject, known) -> {
          Set<Observer> all = known == null ? ConcurrentHashMap.newKeySet() : known;
          all.add(observer);
          return all;
        });
  }

  /** An observer that had a place has none any more. */
  void ended(Observer observer) {
    bySubject.computeIfPresent(
        observer.subject(),
        (subject, all) -> {
          all.remove(observer);
          return all.isEmpty() ? null : all;
        });
    synchronized (this) {
      places--;
      perPeer.computeIfPresent(observer.peer(), (peer, count) -> count == 1 ? null : count - 1);
    }
  }

  Collection<Observer> of(Subject subject) {
    return bySubject.getOrDefault(subject, Set.of());
  }

  /** All that are established at some moment during the call. */
  List<Observer> all() {
    return bySubject.values().stream().flatMap(Set::stream).toList();
  }

  synchronized int places() {
    return places;
  }
}
