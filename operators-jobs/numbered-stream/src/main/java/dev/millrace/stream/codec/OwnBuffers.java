package dev.millrace.stream.codec;

import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.RecyclerPool;

/**
 * The buffers of a reader or writer that belongs to one thread and has one payload open at a time:
 * they are at hand, where the standard pool looks them up by thread for every payload.
 */
final class OwnBuffers implements RecyclerPool<BufferRecycler> {
  private static final long serialVersionUID = 1L;

  private transient BufferRecycler idle;

  @Override
  public BufferRecycler acquirePooled() {
    BufferRecycler buffers = idle;
    idle = null;
    return buffers == null ? new BufferRecycler() : buffers;
  }

  @Override
  public void releasePooled(BufferRecycler buffers) {
    idle = buffers;
  }
}
