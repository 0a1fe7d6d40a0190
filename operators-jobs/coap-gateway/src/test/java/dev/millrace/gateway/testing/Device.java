package dev.millrace.gateway.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedSinglePskStore;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;
import org.eclipse.californium.scandium.dtls.x509.StaticNewAdvancedCertificateVerifier;

/** A device with a CoAP stack and a socket of its own. */
public final class Device implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final InetSocketAddress gateway;
  private final String scheme;
  private final CoapEndpoint endpoint;

  private Device(InetSocketAddress gateway, String scheme, CoapEndpoint endpoint)
      throws IOException {
    this.gateway = gateway;
    this.scheme = scheme;
    this.endpoint = endpoint;
    endpoint.start();
  }

  /** A device that talks plain CoAP. */
  public static Device plain(InetSocketAddress gateway) throws IOException {
    return new Device(
        gateway,
        "coap",
        CoapEndpoint.builder()
            .setConfiguration(settings())
            .setInetSocketAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .build());
  }

  /** A device that talks CoAP over DTLS. */
  public static Device secure(
      InetSocketAddress gateway, String identity, String key, CipherSuite suite)
      throws IOException {
    return secure(
        gateway,
        builder ->
            builder
                .setAdvancedPskStore(
                    new AdvancedSinglePskStore(identity, key.getBytes(StandardCharsets.UTF_8)))
                .setAsList(DtlsConfig.DTLS_CIPHER_SUITES, suite));
  }

  /**
   * A device that knows a gateway by its certificate.
   *
   * @param own what the device shows itself; null for nothing
   * @param trusted who issues certificates of gateways
   */
  public static Device certified(
      InetSocketAddress gateway, Authority.Issued own, X509Certificate trusted) throws IOException {
    return secure(
        gateway,
        builder -> {
          builder
              .set(DtlsConfig.DTLS_ROLE, DtlsConfig.DtlsRole.CLIENT_ONLY)
              .setAsList(
                  DtlsConfig.DTLS_CIPHER_SUITES,
                  CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8,
                  CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)
              // Gateways of tests have no names.
              .set(DtlsConfig.DTLS_VERIFY_SERVER_CERTIFICATES_SUBJECT, false)
              .setAdvancedCertificateVerifier(
                  StaticNewAdvancedCertificateVerifier.builder()
                      .setTrustedCertificates(trusted)
                      .build());
          if (own != null) {
            builder.setCertificateIdentityProvider(
                new SingleCertificateProvider(
                    own.key(), own.chain().toArray(X509Certificate[]::new)));
          }
        });
  }

  private static Device secure(
      InetSocketAddress gateway, Consumer<DtlsConnectorConfig.Builder> credentials)
      throws IOException {
    Configuration settings = settings();
    // A handshake that the gateway does not answer ends soon.
    settings.set(DtlsConfig.DTLS_RETRANSMISSION_TIMEOUT, 200, TimeUnit.MILLISECONDS);
    settings.set(DtlsConfig.DTLS_MAX_RETRANSMISSIONS, 3);
    DtlsConnectorConfig.Builder dtls =
        DtlsConnectorConfig.builder(settings)
            .setAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    credentials.accept(dtls);
    return new Device(
        gateway,
        "coaps",
        CoapEndpoint.builder()
            .setConfiguration(settings)
            .setConnector(new DTLSConnector(dtls.build()))
            .build());
  }

  private static Configuration settings() {
    CoapConfig.register();
    UdpConfig.register();
    DtlsConfig.register();
    Configuration settings = Configuration.createStandardWithoutFile();
    settings.set(CoapConfig.MAX_RESOURCE_BODY_SIZE, 1 << 20);
    // A test that sends a large datagram on purpose sees what the gateway says to it.
    settings.set(CoapConfig.BLOCKWISE_ENTITY_TOO_LARGE_AUTO_FAILOVER, false);
    return settings;
  }

  /** Sends a POST and waits for its response; null if none comes. */
  public Response post(String path, int format, String payload) throws InterruptedException {
    return send(
        Request.newPost(),
        path,
        request -> {
          request.getOptions().setContentFormat(format);
          request.setPayload(payload);
        });
  }

  /** Sends a request and waits for its response; null if none comes. */
  public Response send(Request request, String path, Consumer<Request> further)
      throws InterruptedException {
    return begin(request, path, further)
        .waitForResponse(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
  }

  /** Sends a request without waiting. */
  public Request begin(Request request, String path, Consumer<Request> further) {
    request.setURI(scheme + "://127.0.0.1:" + gateway.getPort() + path);
    further.accept(request);
    endpoint.sendRequest(request);
    return request;
  }

  /** Begins a POST of JSON. */
  public Request beginPost(String path, String json) {
    return begin(
        new Request(CoAP.Code.POST),
        path,
        request -> {
          request.getOptions().setContentFormat(50);
          request.setPayload(json);
        });
  }

  @Override
  public void close() {
    endpoint.destroy();
  }
}
