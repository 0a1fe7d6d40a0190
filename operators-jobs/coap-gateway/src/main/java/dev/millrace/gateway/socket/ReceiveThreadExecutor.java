package dev.millrace.gateway.socket;

import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Has the CoAP stack work on the thread that brings it something to do: the one that received, or
 * the one that answers. Only what is to be done later is done by a thread of its own.
 */
public final class ReceiveThreadExecutor extends ScheduledThreadPoolExecutor {
  /**
   * @param name of the thread for later
   */
  public ReceiveThreadExecutor(String name) {
    super(1, Thread.ofPlatform().name(name).daemon().factory());
    setRemoveOnCancelPolicy(true);
  }

  @Override
  public void execute(Runnable task) {
    task.run();
  }
}
