package dev.millrace.e2e;

import java.io.IOException;
import java.time.Duration;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.elements.exception.ConnectorException;

/** Sends one message as a device outside of the cluster does, and prints the answer's code. */
public final class Post {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private Post() {}

  /** Arguments: URI and JSON payload. Exits with 0 if the gateway has taken the message. */
  public static void main(String[] arguments) throws IOException, ConnectorException {
    CoapConfig.register();
    UdpConfig.register();
    Configuration.setStandard(Configuration.createStandardWithoutFile());
    CoapClient client = new CoapClient(arguments[0]);
    client.setTimeout(TIMEOUT.toMillis());
    CoapResponse response = client.post(arguments[1], MediaTypeRegistry.APPLICATION_JSON);
    client.shutdown();
    System.out.println(
        response == null
            ? "no answer within " + TIMEOUT.toSeconds() + " s"
            : response.getCode().text + " " + response.getResponseText());
    System.exit(response != null && response.getCode() == ResponseCode.CHANGED ? 0 : 1);
  }
}
