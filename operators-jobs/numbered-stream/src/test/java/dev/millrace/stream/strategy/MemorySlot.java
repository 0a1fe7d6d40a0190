package dev.millrace.stream.strategy;

/** A slot in memory. */
final class MemorySlot implements StateSlot {
  private Content content;

  MemorySlot() {
    this(new Content(0, null));
  }

  MemorySlot(Content content) {
    this.content = content;
  }

  @Override
  public Content read() {
    return content;
  }

  @Override
  public boolean compareAndSet(long version, byte[] frame) {
    if (content.version() != version) {
      return false;
    }
    put(frame);
    return true;
  }

  @Override
  public boolean deleteIfVersion(long version) {
    return content.frame() != null && compareAndSet(version, null);
  }

  /** Whatever is there, as the printed algorithms write. */
  void put(byte[] frame) {
    content = new Content(content.version() + 1, frame);
  }
}
