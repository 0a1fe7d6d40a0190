package dev.millrace.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.operator.render.RenderSettings.Exposure;
import dev.millrace.operator.render.RenderSettings.Storage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings from environment and arguments. */
class SettingsReaderTest {
  @Test
  void withoutAnySettingThereAreDefaults() {
    OperatorSettings settings = SettingsReader.read(Map.of("PATH", "/bin"), List.of());
    assertThat(settings.namespaces()).isEmpty();
    assertThat(settings.rendering().image("stage")).isEqualTo("millrace.dev/stage:latest");
    assertThat(settings.rendering().storage()).isEqualTo(Storage.PersistentVolumeClaim);
  }

  @Test
  void anArgumentWinsOverTheEnvironment() {
    OperatorSettings settings =
        SettingsReader.read(
            Map.of("MILLRACE_IMAGE_TAG", "1", "MILLRACE_NAMESPACES", "a, b"),
            List.of("--image-tag=2", "--gateway-exposure=HostPort"));
    assertThat(settings.rendering().image("fleet")).isEqualTo("millrace.dev/fleet:2");
    assertThat(settings.namespaces()).containsExactlyInAnyOrder("a", "b");
    assertThat(settings.rendering().gatewayExposure()).isEqualTo(Exposure.HostPort);
  }

  @Test
  void aLeaseHasANamespaceAndAHolder() {
    assertThat(SettingsReader.read(Map.of("MILLRACE_IDENTITY", "a-1"), List.of()).lease())
        .isEmpty();
    assertThat(
            SettingsReader.read(
                    Map.of("MILLRACE_IDENTITY", "a-1", "MILLRACE_LEASE", "plant/a"), List.of())
                .lease())
        .contains(new LeaseSettings("plant", "a", "a-1"));
    assertThatThrownBy(() -> SettingsReader.read(Map.of(), List.of("--lease=plant/a")))
        .hasMessage("identity: has to be given with lease, another one for each operator");
    assertThatThrownBy(
            () -> SettingsReader.read(Map.of(), List.of("--lease=plant", "--identity=a-1")))
        .hasMessage("lease: 'plant' must be NAMESPACE/NAME");
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    assertThatThrownBy(
            () ->
                SettingsReader.read(
                    Map.of("MILLRACE_STORAGE", "Disk", "MILLRACE_HTTP_PORT", "x"),
                    List.of("--nonsense=1", "odd", "--kafka-timeout=soon")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("storage: 'Disk' must be one of PersistentVolumeClaim, Ephemeral")
        .hasMessageContaining("http-port: 'x' is not a number")
        .hasMessageContaining("no setting 'nonsense'")
        .hasMessageContaining("'odd' is no setting")
        .hasMessageContaining("kafka-timeout: 'soon'");
  }
}
