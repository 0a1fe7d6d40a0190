package dev.millrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.api.GatewayResourceSpec.Method;
import dev.millrace.api.PathTemplate;
import dev.millrace.gateway.RouteTable.Match;
import dev.millrace.stream.codec.ContentFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
  private static final List<String> TEMPLATES =
      List.of("/{a}/{b}", "/{a}/fixed", "/lots/{b}", "/lots/fixed", "/lots", "/lots/{b}/{c}");

  private static Route route(String template) {
    return new Route(
        PathTemplate.parse(template),
        Set.of(Method.POST),
        Set.of(ContentFormat.JSON),
        "topic",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @ParameterizedTest // C1, in whatever order the resources are given
  @CsvSource({
    "lots,                /lots",
    "lots/fixed,          /lots/fixed",
    "lots/other,          /lots/{b}",
    "other/fixed,         /{a}/fixed",
    "other/other,         /{a}/{b}",
    "lots/fixed/more,     /lots/{b}/{c}",
    "lots/{b},            /lots/{b}",
  })
  void textGoesBeforeVariables(String path, String template) {
    List<Route> routes = new ArrayList<>(TEMPLATES.stream().map(RouteTableTest::route).toList());
    for (int turn = 0; turn < routes.size(); turn++) {
      Collections.rotate(routes, 1);

      Optional<Match<Route>> match =
          new RouteTable<>(routes).find(Arrays.asList(path.split("/", -1)));

      assertThat(match).map(found -> found.route().path().toString()).contains(template);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Lots", "lots/", "lots//x", "lots/x/y/z", "other"})
  void othersAreNotFound(String path) {
    RouteTable<Route> table =
        new RouteTable<>(TEMPLATES.stream().map(RouteTableTest::route).toList());

    assertThat(table.find(path.isEmpty() ? List.of() : Arrays.asList(path.split("/", -1))))
        .isEmpty();
  }

  @Test
  void variablesAreWholeSegmentsAsTheyCame() {
    RouteTable<Route> table = new RouteTable<>(List.of(route("/lots/{lot}/gates/{gate}")));

    assertThat(table.find(List.of("lots", "a b", "gates", "ü/{x}")))
        .map(Match::variables)
        .contains(Map.of("lot", "a b", "gate", "ü/{x}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "lots",
        "//",
        "/lots/",
        "/lots//x",
        "/a{b}",
        "/{a}b",
        "/{}",
        "/{1a}",
        "/{a}/{a}",
        "/{a-b}"
      })
  void whatIsNoTemplateIsRefused(String text) {
    assertThatThrownBy(() -> PathTemplate.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("null");
  }
}
