package dev.millrace.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.NodePool;
import dev.millrace.operator.Manifest;
import dev.millrace.operator.Resources;
import org.junit.jupiter.api.Test;

/** What is on a pool is woken by what matters to it, and by nothing else. */
class PoolNewsTest {
  private static NodePool pool(int ready) {
    return Resources.pool(Manifest.EDGE_NORTH, ready);
  }

  @Test
  void theFirstReadyNodeAndTheLastOneMatter() {
    assertThat(PoolNews.isNews(pool(1), pool(0))).isTrue();
    assertThat(PoolNews.isNews(pool(0), pool(1))).isTrue();
    assertThat(PoolNews.isNews(pool(2), pool(1))).isFalse();
  }

  @Test
  void whatThePoolSaysMatters() {
    NodePool moved = Resources.pool(Manifest.EDGE_NORTH.replace("160Mi", "256Mi"), 1);
    assertThat(PoolNews.isNews(moved, pool(1))).isTrue();
  }

  @Test
  void nothingIsKnownBeforeTheFirstStatus() {
    NodePool made = pool(0);
    made.setStatus(null);
    assertThat(PoolNews.isWithoutNodes(made)).isFalse();
    assertThat(PoolNews.isNews(pool(0), made)).isTrue();
    assertThat(PoolNews.isNews(pool(1), made)).isFalse();
  }
}
