package dev.millrace.controllog.strategy;

import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.RouterVerdict;
import dev.millrace.controllog.ShadowTopic;
import dev.millrace.controllog.ShadowVerdicts;
import dev.millrace.stream.strategy.Abort;
import java.time.Duration;

/** A shadow topic and the router that reads it. */
public final class RoutedSurroundings implements Surroundings {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final ShadowTopic topic;
  private final int partitions;
  private final RouterSite site;
  private ShadowVerdicts verdicts;
  private boolean topicGone;

  /**
   * The surroundings of one migration.
   *
   * @param partitions of the stage's input
   */
  public RoutedSurroundings(ShadowTopic topic, int partitions, RouterSite site) {
    this.topic = topic;
    this.partitions = partitions;
    this.site = site;
  }

  @Override
  public void make() throws ControlLogException, InterruptedException {
    if (verdicts == null) {
      topic.create(partitions, TIMEOUT);
      topicGone = false;
      verdicts = topic.verdicts(partitions);
    }
    site.startRouter();
  }

  @Override
  public void remove() throws ControlLogException, InterruptedException {
    site.removeRouter();
    if (site.isRouterGone() && !topicGone) {
      close();
      topic.delete(TIMEOUT);
      topicGone = true;
    }
  }

  @Override
  public boolean isReady() {
    return verdicts != null;
  }

  @Override
  public boolean isGone() {
    return topicGone && site.isRouterGone();
  }

  @Override
  public void look() throws ControlLogException {
    if (verdicts != null) {
      verdicts.poll();
    }
  }

  @Override
  public RouterVerdict verdict(int partition) {
    return verdicts == null ? null : verdicts.of(partition);
  }

  @Override
  public void tell(int partition, Abort cause) throws ControlLogException, InterruptedException {
    if (verdicts == null) {
      make();
    }
    verdicts.tell(partition, cause);
  }

  @Override
  public void close() {
    if (verdicts != null) {
      verdicts.close();
      verdicts = null;
    }
  }
}
