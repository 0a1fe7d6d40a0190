package dev.millrace.gateway.socket;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what it is told. */
final class CountingObserver implements IntakeObserver {
  final AtomicInteger answeredAgain = new AtomicInteger();
  final AtomicInteger malformed = new AtomicInteger();
  final AtomicInteger ignored = new AtomicInteger();
  final AtomicInteger noRoom = new AtomicInteger();
  final AtomicInteger tooLong = new AtomicInteger();
  final AtomicInteger left = new AtomicInteger();
  final AtomicInteger losses = new AtomicInteger();
  int allowedLosses = Integer.MAX_VALUE;
  final List<Throwable> faults = new CopyOnWriteArrayList<>();

  @Override
  public void answeredAgain() {
    answeredAgain.incrementAndGet();
  }

  @Override
  public void ignored() {
    ignored.incrementAndGet();
  }

  @Override
  public void noRoom() {
    noRoom.incrementAndGet();
  }

  @Override
  public void tooLongToRemember() {
    tooLong.incrementAndGet();
  }

  @Override
  public void malformed() {
    malformed.incrementAndGet();
  }

  @Override
  public void left() {
    left.incrementAndGet();
  }

  @Override
  public void failed(Throwable fault) {
    faults.add(fault);
  }

  @Override
  public boolean socketLost(Throwable reason) {
    return losses.incrementAndGet() <= allowedLosses;
  }
}
