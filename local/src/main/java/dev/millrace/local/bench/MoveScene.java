package dev.millrace.local.bench;

import java.util.List;

/**
 * What a way of moving works with: a stage that runs under load, watched from outside.
 *
 * @param setting where the stage is moved
 * @param arrivals its outputs
 * @param busy partitions that records come to
 */
record MoveScene(MoveSetting setting, Arrivals arrivals, List<Integer> busy) {
  Replicas replicas() {
    return setting.replicas();
  }
}
