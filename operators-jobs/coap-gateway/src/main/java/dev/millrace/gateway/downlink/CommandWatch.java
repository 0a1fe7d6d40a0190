package dev.millrace.gateway.downlink;

import dev.millrace.gateway.downlink.CommandResult.Outcome;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;

/** Sees what comes of one request; the first that it sees is the result. */
final class CommandWatch extends MessageObserverAdapter {
  private final Received command;
  private final Consumer<CommandResult> result;
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile Future<?> limit;

  CommandWatch(Received command, Consumer<CommandResult> result) {
    this.command = command;
    this.result = result;
  }

  /** Sets what is to be called off when the result is there. */
  void limit(Future<?> timeUp) {
    limit = timeUp;
  }

  /** No response counts from now on; the stack rejects one that comes later. */
  void timeUp(Request request) {
    end(CommandResult.of(command, Outcome.timeout, "no answer in time"));
    request.cancel();
  }

  @Override
  public void onResponse(Response response) {
    end(CommandResult.answered(command, response));
  }

  @Override
  public void onReject() {
    end(CommandResult.of(command, Outcome.rejected, "the device has rejected the message"));
  }

  @Override
  public void onTimeout() {
    end(CommandResult.of(command, Outcome.timeout, "the device does not acknowledge"));
  }

  @Override
  public void onSendError(Throwable error) {
    end(CommandResult.of(command, Outcome.failed, String.valueOf(error.getMessage())));
  }

  @Override
  public void onCancel() {
    end(CommandResult.of(command, Outcome.failed, "the gateway stops"));
  }

  private void end(CommandResult what) {
    if (over.compareAndSet(false, true)) {
      Future<?> timer = limit;
      if (timer != null) {
        timer.cancel(false);
      }
      result.accept(what);
    }
  }
}
