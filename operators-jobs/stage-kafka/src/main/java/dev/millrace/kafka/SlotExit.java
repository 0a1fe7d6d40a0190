package dev.millrace.kafka;

import dev.millrace.controllog.TransferSlot;
import dev.millrace.stream.snapshot.SnapshotChunk;
import java.io.IOException;

/** Through a slot, in lock-step with the target: arrived is what the target has confirmed. */
final class SlotExit implements StateExit {
  private final String transfer;
  private final TransferSlot slot;
  private final PackedSnapshot packed = new PackedSnapshot();

  SlotExit(String transfer, TransferSlot slot) {
    this.transfer = transfer;
    this.slot = slot;
  }

  @Override
  public void accept(SnapshotChunk chunk) throws IOException {
    packed.add(chunk);
  }

  @Override
  public void awaitArrival() throws IOException {
    slot.send(transfer, packed.toBytes());
  }

  @Override
  public void close() {
    slot.close();
  }
}
