package dev.millrace.stream.replica;

import dev.millrace.stream.stage.StageImage;
import java.util.List;
import java.util.SortedMap;

/**
 * What a checkpoint holds of one partition beside its cells (protocol.md, section 1, Checkpoint).
 * Neither role nor gate mode nor a chosen cut: those come from the control log alone.
 *
 * @param generation of the stage's birth; the state of one is of no use to another
 * @param stage input position, serial number, log time, hashes
 * @param base the acknowledged frontier
 * @param baseChain chain hash at base
 * @param baseDigest state digest at base
 * @param entries of every serial number in (base, SN]
 * @param positions per output partition an offset before which no identity above base of this
 *     partition can lie
 */
public record ReplicaImage(
    int generation,
    StageImage stage,
    long base,
    long baseChain,
    long baseDigest,
    List<Entry> entries,
    SortedMap<OutputPartition, Long> positions) {}
