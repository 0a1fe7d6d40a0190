package dev.millrace.gateway;

import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.network.interceptors.MessageInterceptorAdapter;

/** Sees what an endpoint sends. */
final class WireTap {
  private final int maxPayloadBytes;
  private final AtomicInteger leaving = new AtomicInteger();

  WireTap(int maxPayloadBytes) {
    this.maxPayloadBytes = maxPayloadBytes;
  }

  void attach(CoapEndpoint endpoint) {
    endpoint.addInterceptor(new Before());
    endpoint.addPostProcessInterceptor(new After());
  }

  /** How many responses were made and have not gone out through the socket. */
  int leaving() {
    return leaving.get();
  }

  private final class Before extends MessageInterceptorAdapter {
    @Override
    public void sendResponse(Response response) {
      if (response.isInternal()
          && response.getCode() == ResponseCode.REQUEST_ENTITY_TOO_LARGE
          && !response.getOptions().hasSize1()) {
        // The block-wise layer leaves it out when a body outgrows the bound (RFC 7959 section 4).
        response.getOptions().setSize1(maxPayloadBytes);
      }
      if (!response.isCanceled() && response.getSendError() == null) {
        leaving.incrementAndGet();
      }
    }
  }

  private final class After extends MessageInterceptorAdapter {
    @Override
    public void sendResponse(Response response) {
      leaving.decrementAndGet();
    }
  }
}
