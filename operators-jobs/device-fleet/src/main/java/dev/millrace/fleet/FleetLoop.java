package dev.millrace.fleet;

import dev.millrace.fleet.device.SimulatedDevice;
import dev.millrace.fleet.message.ReplyDecoder;
import dev.millrace.fleet.transport.Transport;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The one thread of a fleet: runs the devices that are due and hands them what comes in. */
final class FleetLoop {
  /** Devices that may run before the sockets get their turn. */
  private static final int TURN = 256;

  private static final long LONGEST_WAIT = 1_000_000_000L;
  private static final long NOT_STOPPED = Long.MAX_VALUE;

  private final List<SimulatedDevice> devices;
  private final Transport transport;
  private final LongSupplier time;
  private final DeviceTimers timers;
  private final ReplyDecoder decoder = new ReplyDecoder();
  private final BitSet done = new BitSet();
  private final AtomicLong stopBy = new AtomicLong(NOT_STOPPED);

  /**
   * A loop that has not begun.
   *
   * @param time nanoseconds since the fleet's start
   */
  FleetLoop(List<SimulatedDevice> devices, Transport transport, LongSupplier time) {
    this.devices = devices;
    this.transport = transport;
    this.time = time;
    this.timers = new DeviceTimers(devices.size());
  }

  /** Makes {@link #run} return once nothing is under way any more, but at {@code by} at latest. */
  void stop(long by) {
    stopBy.accumulateAndGet(by, Math::min);
    transport.wakeUp();
  }

  /** Runs until all devices are done. */
  void run() throws IOException {
    for (int device = 0; device < devices.size(); device++) {
      settle(device);
    }
    boolean stopping = false;
    while (done.cardinality() < devices.size()) {
      if (stopBy.get() != NOT_STOPPED) {
        if (!stopping) {
          stopping = true;
          all(SimulatedDevice::stop);
        }
        if (stopBy.get() <= time.getAsLong()) {
          all(SimulatedDevice::abandon);
          return;
        }
      }
      // Before the timers: after a pause of the process, an answer that is there is no time-out.
      transport.receive(pause(), this::received);
      for (int left = TURN; left > 0 && timers.firstTime() <= time.getAsLong(); left--) {
        int device = timers.first();
        devices.get(device).run(time.getAsLong());
        settle(device);
      }
    }
  }

  private void received(int device, byte[] datagram) {
    devices.get(device).receive(decoder.decode(datagram), time.getAsLong());
    settle(device);
  }

  private void settle(int device) {
    timers.set(device, devices.get(device).wake());
    done.set(device, devices.get(device).isDone());
  }

  private void all(Consumer<SimulatedDevice> action) {
    for (int device = 0; device < devices.size(); device++) {
      action.accept(devices.get(device));
      settle(device);
    }
  }

  private long pause() {
    long next = Math.min(timers.firstTime(), stopBy.get());
    return Math.min(next - time.getAsLong(), LONGEST_WAIT);
  }
}
