package dev.millrace.local.bench.coap.update;

import dev.millrace.gateway.CoapGateway;
import dev.millrace.gateway.GatewayConfig;
import dev.millrace.local.bench.Answers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/** A gateway in a process of its own, which ends in order when its standard input does. */
final class UpdateGatewayProcess {
  private static final long LOOK_MILLIS = 20;

  private UpdateGatewayProcess() {}

  /** Arguments: an {@link UpdateOrder}, the address. Prints its port once it takes sessions. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    UpdateOrder order = UpdateOrder.of(arguments[0]);
    CoapGateway gateway =
        CoapGateway.start(
            GatewayConfig.local("bench", order.spec())
                .withIdentities(order.secrets())
                .withBindAddress(InetAddress.getByName(arguments[1])),
            new SimpleMeterRegistry(),
            Clock.systemUTC());
    while (!gateway.brokerReachable() || !gateway.takesSessions()) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    Answers.print("port", gateway.endpoints().get(0).getPort());
    while (System.in.read() >= 0) {
      // Nothing is asked of it.
    }
    gateway.close();
    // Some of the stack's threads are no daemons.
    System.exit(0);
  }
}
