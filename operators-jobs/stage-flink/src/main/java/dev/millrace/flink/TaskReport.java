package dev.millrace.flink;

import dev.millrace.kafka.ReplicaFigures;
import java.util.HashSet;
import java.util.TreeMap;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/**
 * What a task says of itself to whoever runs the stage in another JVM.
 *
 * @param joined partitions for which it is a member of the control log
 * @param figures of the partitions that have begun
 * @param wantsCheckpoint whether a checkpoint should be taken before the next one is due
 */
record TaskReport(
    HashSet<Integer> joined, TreeMap<Integer, ReplicaFigures> figures, boolean wantsCheckpoint)
    implements OperatorEvent {
  private static final long serialVersionUID = 1L;
}
