package dev.millrace.local.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a benchmark ran on. */
public final class Machine {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** As it is now; the load average tells whether others were busy on it. */
  public static Map<String, Object> environment(boolean quick) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    Map<String, Object> environment = new LinkedHashMap<>();
    environment.put("cpu", cpu());
    environment.put("cores", system.getAvailableProcessors());
    environment.put("memoryMiB", system.getTotalMemorySize() >> 20);
    environment.put("java", Runtime.version().toString());
    environment.put("os", system.getName() + ' ' + system.getVersion());
    environment.put("loadAverage", Math.round(system.getSystemLoadAverage() * 100) / 100.0);
    environment.put("quick", quick);
    return environment;
  }

  /** The kernel's name of the processor where it has one. */
  private static String cpu() {
    try {
      return Files.readAllLines(CPU_INFO).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElseGet(() -> System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
