package dev.millrace.e2e.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.CoapHandler;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;
import org.eclipse.californium.scandium.dtls.x509.StaticNewAdvancedCertificateVerifier;

/**
 * A device that shows a certificate and wants one of the gateway, for the gateway's address. It has
 * a valve, which it opens and shuts when it is told to.
 */
final class CertifiedDevice implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST_STATES = 64;

  private final String gateway;
  private final CoapServer server;
  private final CoapEndpoint endpoint;

  private CertifiedDevice(String gateway, CoapServer server, CoapEndpoint endpoint) {
    this.gateway = gateway;
    this.server = server;
    this.endpoint = endpoint;
  }

  /**
   * A device that is about to talk to a gateway.
   *
   * @param gateway its URI, without path
   * @param keys directory of {@link DeviceKeys}
   */
  static CertifiedDevice start(String gateway, Path keys)
      throws IOException, GeneralSecurityException {
    CoapConfig.register();
    UdpConfig.register();
    DtlsConfig.register();
    Configuration settings = Configuration.createStandardWithoutFile();
    CoapEndpoint endpoint =
        CoapEndpoint.builder()
            .setConfiguration(settings)
            .setConnector(new DTLSConnector(dtls(settings, DeviceKeys.read(keys))))
            .build();
    CoapServer server = new CoapServer(settings);
    server.addEndpoint(endpoint);
    server.add(new Valve());
    server.start();
    return new CertifiedDevice(gateway, server, endpoint);
  }

  private static DtlsConnectorConfig dtls(Configuration settings, DeviceKeys keys) {
    return DtlsConnectorConfig.builder(settings)
        .setAddress(new InetSocketAddress(0))
        .set(DtlsConfig.DTLS_ROLE, DtlsRole.CLIENT_ONLY)
        // It asks for the gateway's connection id and needs none itself (RFC 9146).
        .set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0)
        .setAsList(
            DtlsConfig.DTLS_CIPHER_SUITES, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256)
        .setAdvancedCertificateVerifier(
            StaticNewAdvancedCertificateVerifier.builder()
                .setTrustedCertificates(keys.authority())
                .build())
        .setCertificateIdentityProvider(
            new SingleCertificateProvider(keys.key(), new X509Certificate[] {keys.certificate()}))
        .build();
  }

  /** What it can be told. */
  private static final class Valve extends CoapResource {
    Valve() {
      super("valve");
    }

    @Override
    public void handlePUT(CoapExchange exchange) {
      exchange.respond(ResponseCode.CHANGED, "now " + exchange.getRequestText());
    }
  }

  /** Posts JSON and waits for the answer's code; null if none comes. */
  ResponseCode post(String path, String json) throws InterruptedException {
    return post(endpoint, gateway + path, json);
  }

  /** The same for any device; what is lost is sent again (RFC 7252, 4.2). */
  static ResponseCode post(CoapEndpoint endpoint, String uri, String json)
      throws InterruptedException {
    Request request = Request.newPost();
    request.setURI(uri);
    request.getOptions().setContentFormat(MediaTypeRegistry.APPLICATION_JSON);
    request.setPayload(json);
    endpoint.sendRequest(request);
    var response = request.waitForResponse(PATIENCE.toMillis());
    return response == null ? null : response.getCode();
  }

  /** Reads, and waits for the answer's code; null if none comes. */
  ResponseCode get(String path) throws InterruptedException {
    Request request = Request.newGet();
    request.setURI(gateway + path);
    endpoint.sendRequest(request);
    var response = request.waitForResponse(PATIENCE.toMillis());
    return response == null ? null : response.getCode();
  }

  /** Observes, and hands out each state that it hears of. */
  BlockingQueue<String> observe(String path) {
    BlockingQueue<String> states = new ArrayBlockingQueue<>(MOST_STATES);
    CoapClient client = new CoapClient(gateway + path);
    client.setEndpoint(endpoint);
    client.setTimeout(PATIENCE.toMillis());
    var unused =
        client.observe(
            new CoapHandler() {
              @Override
              public void onLoad(CoapResponse response) {
                states.add(response.getCode().text + " " + response.getResponseText());
              }

              @Override
              public void onError() {
                states.add("no answer");
              }
            });
    return states;
  }

  @Override
  public void close() {
    server.destroy();
  }
}
