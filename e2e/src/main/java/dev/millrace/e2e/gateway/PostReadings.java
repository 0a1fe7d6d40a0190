package dev.millrace.e2e.gateway;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;

/**
 * Posts readings, each with the next number, one after the other, and prints the numbers that are
 * acknowledged. What is not is not posted again: nobody knows whether it is in Kafka.
 */
public final class PostReadings {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long PAUSE_MILLIS = 50;

  private PostReadings() {}

  /**
   * Arguments: URI of the gateway, directory of the keys, first number, and how many are to be
   * acknowledged. Exits with 0 if they are.
   */
  public static void main(String[] arguments) throws Exception {
    int number = Integer.parseInt(arguments[2]);
    int wanted = Integer.parseInt(arguments[3]);
    int acknowledged = 0;
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (CertifiedDevice device = CertifiedDevice.start(arguments[0], Path.of(arguments[1]))) {
      while (acknowledged < wanted && System.nanoTime() - end < 0) {
        ResponseCode code = device.post("/meters/meter-1", "{\"number\":" + number + "}");
        if (code == ResponseCode.CHANGED) {
          acknowledged++;
          System.out.println(number);
        } else {
          System.err.println("number " + number + " is answered " + code);
        }
        number++;
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
    System.exit(acknowledged == wanted ? 0 : 1);
  }
}
