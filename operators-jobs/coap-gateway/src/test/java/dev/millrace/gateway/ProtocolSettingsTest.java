package dev.millrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.api.GatewayProtocolSpec;
import dev.millrace.api.GatewayProtocolSpec.CongestionControl;
import dev.millrace.gateway.exchange.Lifetimes;
import dev.millrace.gateway.socket.Deduplication;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.config.CoapConfig.CongestionControlMode;
import org.eclipse.californium.core.network.InMemoryMessageIdProvider;
import org.eclipse.californium.elements.config.Configuration;
import org.junit.jupiter.api.Test;

class ProtocolSettingsTest {
  @Test // A5, A7, A10: RFC 7252 section 4.8
  void theDefaultsAreTheRfcs() {
    ProtocolSettings settings =
        ProtocolSettings.of(new GatewayProtocolSpec(null, null, null, null, null));

    assertThat(settings).isEqualTo(ProtocolSettings.of(null)).isEqualTo(ProtocolSettings.RFC_7252);
    assertThat(settings.lifetimes().confirmable()).isEqualTo(Duration.ofSeconds(247));
    assertThat(settings.lifetimes().nonConfirmable()).isEqualTo(Duration.ofSeconds(145));
    assertThat(settings.nstart()).isEqualTo(1);
  }

  @Test // A7: the lifetime of the thesis's benchmarks
  void theBenchmarkProfileIsTaken() {
    ProtocolSettings settings =
        ProtocolSettings.of(
            new GatewayProtocolSpec(
                "1500ms", "1500ms", GatewayProtocolSpec.Deduplication.Idempotent, null, null));

    assertThat(settings.lifetimes())
        .isEqualTo(new Lifetimes(Duration.ofMillis(1500), Duration.ofMillis(1500)));
    assertThat(settings.deduplication()).isEqualTo(Deduplication.IDEMPOTENT);
  }

  @Test // A7
  void aLifetimeOutOfRangeIsRefusedByName() {
    GatewayProtocolSpec days = new GatewayProtocolSpec("25h", null, null, null, null);

    assertThatThrownBy(() -> ProtocolSettings.of(days))
        .isInstanceOf(GatewayStartException.class)
        .hasMessageContaining("spec.protocol")
        .hasMessageContaining("24 h");
  }

  // Would catch: a device that keeps to the RFC and takes a new message for a copy of an old one.
  @Test // A7, A9: what devices remember is no choice of the gateway
  void ownMessageIdsStayTakenAsLongAsTheRfcSays() {
    Configuration stack =
        CoapSettings.of(
            Limits.of(null),
            ProtocolSettings.of(new GatewayProtocolSpec("1500ms", "1s", null, null, null)));

    assertThat(stack.get(CoapConfig.EXCHANGE_LIFETIME, TimeUnit.SECONDS)).isEqualTo(247L);
    assertThat(stack.get(CoapConfig.NON_LIFETIME, TimeUnit.SECONDS)).isEqualTo(145L);
  }

  @Test // A9: more than there are, to one peer
  void noMessageIdOfOursIsUsedTwiceWithinItsLifetime() {
    InMemoryMessageIdProvider ids =
        new InMemoryMessageIdProvider(CoapSettings.of(Limits.of(null), ProtocolSettings.RFC_7252));
    InetSocketAddress peer = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    Set<Integer> used = new HashSet<>();

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 70_000; i++) {
                int id = ids.getNextMessageId(peer);
                assertThat(used.add(id)).as("message id %d is new", id).isTrue();
              }
            })
        .as("rather none than one that is taken")
        .isInstanceOf(IllegalStateException.class);
    assertThat(used).hasSizeGreaterThan(50_000);
  }

  @Test // A10
  void eachAlgorithmIsOneOfTheStack() {
    for (CongestionControl algorithm : CongestionControl.values()) {
      Configuration stack =
          CoapSettings.of(
              Limits.of(null),
              ProtocolSettings.of(new GatewayProtocolSpec(null, null, null, 3, algorithm)));

      String name = algorithm.name().toUpperCase(Locale.ROOT);
      CongestionControlMode mode = stack.get(CoapConfig.CONGESTION_CONTROL_ALGORITHM);
      assertThat(mode.name().replace("_", "").replace("NULL", "NONE")).isEqualTo(name);
      assertThat(stack.get(CoapConfig.NSTART)).isEqualTo(3);
    }
  }
}
