package dev.millrace.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import org.junit.jupiter.api.Test;

/** What the API server says when a watch cannot go on. */
class SerializationTest {
  @Test
  void theEndOfAWatchIsUnderstood() {
    KubernetesResource said =
        OperatorMain.serialization()
                    .unmarshal(
                        "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"code\":410}}",
                        WatchEvent.class)
                    .getObject()
                instanceof KubernetesResource object
            ? object
            : null;
    assertThat(said).isInstanceOf(Status.class);
  }
}
