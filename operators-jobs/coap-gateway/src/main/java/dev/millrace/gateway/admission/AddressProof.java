package dev.millrace.gateway.admission;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Values for the Echo option (RFC 9175 section 2): who shows one has received what was sent to its
 * address within the last minutes. They are computed from the address, so nothing is kept of any
 * address. A value holds at the process that made it.
 */
public final class AddressProof {
  /** Of a value: two for the minute, and six that cannot be guessed. */
  public static final int BYTES = 8;

  private static final int TIME_BYTES = 2;

  /** How many minutes a value holds after the one in which it was made. */
  private static final int MINUTES = 4;

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final LongSupplier clock;

  /**
   * @param clock nanoseconds from any beginning; it does not go back
   */
  public AddressProof(LongSupplier clock) {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.key = new SecretKeySpec(random, ALGORITHM);
    this.clock = clock;
  }

  /** The value that proves an address. */
  public byte[] of(InetSocketAddress address) {
    return of(address, minute());
  }

  /** Whether a value proves an address. */
  public boolean holds(byte[] value, InetSocketAddress address) {
    if (value.length != BYTES) {
      return false;
    }
    short minute = ByteBuffer.wrap(value).getShort();
    int age = (short) (minute() - minute);
    return age >= 0 && age <= MINUTES && MessageDigest.isEqual(value, of(address, minute));
  }

  private short minute() {
    return (short) TimeUnit.NANOSECONDS.toMinutes(clock.getAsLong());
  }

  private byte[] of(InetSocketAddress address, short minute) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(address.getAddress().getAddress());
      byte[] rest =
          ByteBuffer.allocate(Integer.BYTES + Short.BYTES)
              .putInt(address.getPort())
              .putShort(minute)
              .array();
      byte[] code = mac.doFinal(rest);
      return ByteBuffer.allocate(BYTES)
          .putShort(minute)
          .put(Arrays.copyOf(code, BYTES - TIME_BYTES))
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has " + ALGORITHM, e);
    }
  }
}
