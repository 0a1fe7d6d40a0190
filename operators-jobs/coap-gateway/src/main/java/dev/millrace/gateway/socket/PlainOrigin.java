package dev.millrace.gateway.socket;

import java.net.InetSocketAddress;
import java.util.Map;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.Definition;
import org.eclipse.californium.elements.UdpEndpointContext;

/** A peer that talks plain UDP; says what a {@link UdpEndpointContext} says, without a map each. */
final class PlainOrigin extends AddressEndpointContext {
  private static final Map<Definition<?>, Object> ENTRIES =
      Map.of(UdpEndpointContext.KEY_PLAIN, "");

  PlainOrigin(InetSocketAddress address) {
    super(address);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T get(Definition<T> definition) {
    return (T) ENTRIES.get(definition);
  }

  @Override
  public Map<Definition<?>, Object> entries() {
    return ENTRIES;
  }

  @Override
  public boolean hasCriticalEntries() {
    return true;
  }
}
