package dev.millrace.gateway.downlink;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** From where devices were heard last. Bounded: over that the most silent goes. Thread-safe. */
final class DeviceDirectory {
  private static final float LOAD_FACTOR = 0.75f;

  private final Map<String, Device> devices;

  DeviceDirectory(int capacity) {
    devices =
        new LinkedHashMap<>(16, LOAD_FACTOR, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Device> eldest) {
            return size() > capacity;
          }
        };
  }

  synchronized void heard(String name, Device device) {
    devices.put(name, device);
  }

  synchronized Optional<Device> find(String name) {
    return Optional.ofNullable(devices.get(name));
  }

  synchronized int size() {
    return devices.size();
  }
}
