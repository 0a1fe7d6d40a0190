package dev.millrace.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Values that only who receives at an address has (RFC 9175). */
class AddressProofTest {
  private static final InetSocketAddress ADDRESS = new InetSocketAddress("192.0.2.1", 5683);

  private final AtomicLong now = new AtomicLong(TimeUnit.MINUTES.toNanos(65_534));
  private final AddressProof proofs = new AddressProof(now::get);

  @Test
  void aValueProvesItsOwnAddressOnly() {
    byte[] value = proofs.of(ADDRESS);

    assertThat(proofs.holds(value, ADDRESS)).isTrue();
    assertThat(proofs.holds(value, new InetSocketAddress("192.0.2.1", 5684))).isFalse();
    assertThat(proofs.holds(value, new InetSocketAddress("192.0.2.2", 5683))).isFalse();
    assertThat(new AddressProof(now::get).holds(value, ADDRESS)).as("of another process").isFalse();
  }

  @Test // also while the minutes begin anew
  void aValueHoldsForMinutes() {
    byte[] value = proofs.of(ADDRESS);
    now.addAndGet(TimeUnit.MINUTES.toNanos(4));
    assertThat(proofs.holds(value, ADDRESS)).isTrue();
    now.addAndGet(TimeUnit.MINUTES.toNanos(1));
    assertThat(proofs.holds(value, ADDRESS)).isFalse();
  }

  @Test
  void whatSomebodyMakesUpProvesNothing() {
    byte[] value = proofs.of(ADDRESS);
    value[0] ^= 1;
    assertThat(proofs.holds(value, ADDRESS)).isFalse();
    value[0] ^= 1;
    value[AddressProof.BYTES - 1] ^= 1;
    assertThat(proofs.holds(value, ADDRESS)).isFalse();
    assertThat(proofs.holds(new byte[0], ADDRESS)).isFalse();
    assertThat(proofs.holds(new byte[40], ADDRESS)).isFalse();
  }
}
