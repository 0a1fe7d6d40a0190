package dev.millrace.local.bench.coap;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;

/** What a server's process needs memory for, when all garbage is collected. */
final class ServerMemory {
  static final String HEAP = "heapBytes";
  static final String BESIDE = "besideHeapBytes";

  private ServerMemory() {}

  /** Objects on the heap, and buffers beside it, in bytes. */
  static Map<String, Object> afterCollection() {
    System.gc();
    return Map.of(
        HEAP,
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        BESIDE,
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum());
  }
}
