package dev.millrace.fleet.load;

import org.eclipse.californium.core.coap.CoAP;

/**
 * What each client asks for, again and again.
 *
 * @param confirmable CON, else NON
 * @param path in which {@code {client}} stands for the client's number
 * @param payload empty for none
 * @param contentFormat of the payload, as registered; ignored without one
 */
public record LoadRequest(
    CoAP.Code method, boolean confirmable, String path, String payload, int contentFormat) {

  /** A confirmable GET. */
  public static LoadRequest get(String path) {
    return new LoadRequest(CoAP.Code.GET, true, path, "", 0);
  }

  /** A confirmable POST. */
  public static LoadRequest post(String path, String payload, int contentFormat) {
    return new LoadRequest(CoAP.Code.POST, true, path, payload, contentFormat);
  }

  /** The same with NON messages, which the server answers with NON messages. */
  public LoadRequest nonConfirmable() {
    return new LoadRequest(method, false, path, payload, contentFormat);
  }
}
