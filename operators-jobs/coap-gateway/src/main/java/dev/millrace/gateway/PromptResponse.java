package dev.millrace.gateway;

import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.elements.EndpointContext;

/**
 * The response that is sent most often. Californium asks for each one whether its destination is a
 * broadcast address of some interface, twice, under a lock of the whole process that the threads of
 * all listeners share. It goes back to where a request came from, and a host drops what comes from
 * a broadcast or multicast address before it reaches a socket (RFC 1122 section 3.2.1.3).
 */
final class PromptResponse extends Response {
  PromptResponse(ResponseCode code) {
    super(code);
  }

  @Override
  public Response setDestinationContext(EndpointContext source) {
    setRequestDestinationContext(source);
    return this;
  }
}
