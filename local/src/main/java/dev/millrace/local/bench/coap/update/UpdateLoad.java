package dev.millrace.local.bench.coap.update;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Response;

/**
 * Devices that take turns in posting, at a pace that does not depend on the answers; a device that
 * waits for one is left out of its turn.
 */
final class UpdateLoad {
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int HANDSHAKES = 32;

  private final SecureDevices devices;
  private final UpdateTally tally;
  private final int count;
  private final int[] numbers;
  private volatile boolean stopped;
  private Thread pacer;

  UpdateLoad(SecureDevices devices, UpdateTally tally, int count) {
    this.devices = devices;
    this.tally = tally;
    this.count = count;
    this.numbers = new int[count];
  }

  /** Has each device post once, some at a time, for which it has to shake hands at first. */
  void eachOnce(long nanos) {
    for (int device = 0; device < count; device++) {
      while (tally.open() >= HANDSHAKES) {
        LockSupport.parkNanos(TICK_NANOS);
      }
      post(device);
    }
    awaitAnswers(nanos);
  }

  /** Begins to post at a pace. */
  void start(int perSecond) {
    pacer = Thread.ofPlatform().daemon().name("pacer").start(() -> run(perSecond));
  }

  private void run(int perSecond) {
    long begin = System.nanoTime();
    long turns = 0;
    while (!stopped) {
      long due = (long) ((System.nanoTime() - begin) / 1e9 * perSecond);
      for (; turns < due; turns++) {
        post((int) (turns % count));
      }
      LockSupport.parkNanos(TICK_NANOS);
    }
  }

  private void post(int device) {
    if (!tally.begin(device)) {
      return;
    }
    int number = numbers[device]++;
    long sent = System.nanoTime();
    devices.post(
        device,
        number,
        new MessageObserverAdapter() {
          @Override
          public void onResponse(Response response) {
            if (response.getCode() == ResponseCode.CHANGED) {
              tally.acknowledged(device, number, sent);
            } else {
              tally.failed(device, true);
            }
          }

          @Override
          protected void failed() {
            tally.failed(device, false);
          }
        });
  }

  /** Leaves the pace, waits for what is under way, and has each device post a last time. */
  void finish(long nanos) throws InterruptedException {
    stopped = true;
    pacer.join();
    awaitAnswers(nanos);
    eachOnce(nanos);
  }

  private void awaitAnswers(long nanos) {
    long end = System.nanoTime() + nanos;
    while (tally.open() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(TICK_NANOS);
    }
  }
}
