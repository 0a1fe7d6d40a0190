package dev.millrace.local.running;

import dev.millrace.controllog.KafkaConnection;
import dev.millrace.controllog.strategy.InputPosition;
import dev.millrace.controllog.strategy.StrategySite;
import dev.millrace.kafka.StageReplica;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a stage is and where it goes, within this process. */
final class LocalSite implements StrategySite {
  private static final Logger LOG = LoggerFactory.getLogger(LocalSite.class);

  private final MovableStage stage;
  private final StageLauncher launcher;
  private final String source;
  private final StagePlacement from;
  private final String target;
  private final StagePlacement to;
  private boolean deployed;
  private boolean targetGone;
  private boolean sourceGone;

  LocalSite(
      MovableStage stage,
      StageLauncher launcher,
      String source,
      StagePlacement from,
      String target,
      StagePlacement to) {
    this.stage = stage;
    this.launcher = launcher;
    this.source = source;
    this.from = from;
    this.target = target;
    this.to = to;
  }

  MovableStage stage() {
    return stage;
  }

  String pipeline() {
    return stage.node().pipeline().name();
  }

  StageLauncher launcher() {
    return launcher;
  }

  KafkaConnection kafka() {
    return launcher.kafka();
  }

  String source() {
    return source;
  }

  String target() {
    return target;
  }

  StagePlacement from() {
    return from;
  }

  StagePlacement to() {
    return to;
  }

  @Override
  public String objection() {
    return from.equals(to)
        ? "%s runs on pool %s already, on %s with parallelism %d"
            .formatted(stage.name(), from.pool(), from.engine(), from.parallelism())
        : null;
  }

  @Override
  public void deployTarget(Map<Integer, Long> inputFrom) {
    deploy(StageReplica.follower(target, inputFrom));
  }

  @Override
  public void deployEmptyTarget(Map<Integer, InputPosition> inputFrom) {
    Map<Integer, Long> offsets = new TreeMap<>();
    Map<Integer, Long> sns = new TreeMap<>();
    inputFrom.forEach(
        (partition, at) -> {
          offsets.put(partition, at.offset());
          sns.put(partition, at.sn());
        });
    deploy(StageReplica.empty(target, offsets, sns));
  }

  private void deploy(StageReplica replica) {
    if (!deployed) {
      stage.add(launcher.launch(stage.node(), replica, to));
      deployed = true;
    }
  }

  @Override
  public void stopSource() {
    stage.running(source).ifPresent(StageInstance::close);
  }

  @Override
  public boolean isSourceStopped() {
    return stage.running(source).isEmpty();
  }

  @Override
  public void startSource() {
    if (isSourceStopped()) {
      stage.add(launcher.launch(stage.node(), StageReplica.founder(source), from));
    }
  }

  @Override
  public boolean isTargetDeployed() {
    return deployed;
  }

  @Override
  public void removeTarget() {
    remove(target);
    targetGone = true;
  }

  @Override
  public void removeSource() {
    remove(source);
    sourceGone = true;
  }

  @Override
  public boolean isTargetGone() {
    return targetGone;
  }

  @Override
  public boolean isSourceGone() {
    return sourceGone;
  }

  private void remove(String replica) {
    stage.running(replica).ifPresent(StageInstance::close);
    launcher.remove(stage.node(), replica);
    LOG.info("{}: replica {} is gone", stage.name(), replica);
  }
}
