package dev.millrace.gateway;

import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.network.interceptors.MessageInterceptorAdapter;

/** Sees what an endpoint sends. */
final class WireTap {
  private final AtomicInteger leaving = new AtomicInteger();

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
