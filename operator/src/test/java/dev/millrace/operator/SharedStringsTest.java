package dev.millrace.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.NodePool;
import io.fabric8.kubernetes.api.model.ConfigMap;
import org.junit.jupiter.api.Test;

/** Equal texts in what the API server says take memory once. */
class SharedStringsTest {
  private static final String TEXT = "Every pool has a ready node.";

  @Test
  void equalTextsAreOne() {
    SharedStrings strings = new SharedStrings();
    String first = strings.share(copy(TEXT));
    assertThat(strings.share(copy(TEXT))).isSameAs(first);
    assertThat(strings.share(null)).isNull();
  }

  @Test
  void aLongTextIsNotRemembered() {
    SharedStrings strings = new SharedStrings();
    String text = "x".repeat(201);
    assertThat(strings.share(copy(text))).isNotSameAs(strings.share(copy(text))).isEqualTo(text);
  }

  @Test
  void aTextThatWasDrivenOutIsReadAsItIs() {
    SharedStrings strings = new SharedStrings();
    for (int i = 0; i < 100_000; i++) {
      assertThat(strings.share("text " + i)).isEqualTo("text " + i);
    }
  }

  @Test
  void recordsAndMapsShareThem() {
    NodePool pool =
        OperatorMain.serialization()
            .unmarshal(
                """
                {"kind":"NodePool","apiVersion":"millrace.dev/v1alpha1","metadata":{"name":"a"},
                "status":{"conditions":[
                {"type":"Ready","status":"True","message":"same"},
                {"type":"NodesAvailable","status":"True","message":"same"}]}}
                """,
                NodePool.class);
    var conditions = pool.getStatus().conditions();
    assertThat(conditions.get(0).message()).isSameAs(conditions.get(1).message());
    ConfigMap map =
        OperatorMain.serialization()
            .unmarshal(
                "{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"data\":{\"a\":\"v\",\"b\":\"v\"}}",
                ConfigMap.class);
    assertThat(map.getData().get("a")).isSameAs(map.getData().get("b"));
  }

  private static String copy(String text) {
    return new StringBuilder(text).toString();
  }
}
