package dev.millrace.gateway.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.testing.Authority;
import org.bouncycastle.asn1.x509.GeneralName;
import org.eclipse.californium.elements.auth.PreSharedKeyIdentity;
import org.eclipse.californium.elements.auth.X509CertPath;
import org.junit.jupiter.api.Test;

/** By what name a device is known. */
class DeviceIdentityTest {
  private static String of(GeneralName... alternatives) throws Exception {
    return DeviceIdentity.of(
        X509CertPath.fromCertificatesChain(
            new Authority("makers").issue("gate-7", alternatives).chain()));
  }

  @Test // RFC 7252 section 9.1.3.3
  void anAlternativeNameGoesBeforeTheCommonName() throws Exception {
    GeneralName uri = new GeneralName(GeneralName.uniformResourceIdentifier, "urn:dev:mac:0024");
    GeneralName host = new GeneralName(GeneralName.dNSName, "gate-8.plant");
    GeneralName another = new GeneralName(GeneralName.dNSName, "gate-9.plant");
    GeneralName address = new GeneralName(GeneralName.iPAddress, "192.0.2.1");

    assertThat(of(uri, host, another)).isEqualTo("gate-8.plant");
    assertThat(of(address, uri)).isEqualTo("urn:dev:mac:0024");
    assertThat(of(address)).isEqualTo("gate-7");
    assertThat(of()).isEqualTo("gate-7");
  }

  @Test
  void aKeyIsKnownByItsIdentityAndNobodyByNothing() {
    assertThat(DeviceIdentity.of(new PreSharedKeyIdentity("g1"))).isEqualTo("g1");
    assertThat(DeviceIdentity.of(null)).isEmpty();
  }
}
