package dev.millrace.kafka;

import dev.millrace.api.StageSpec;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.stream.handover.Gate;
import dev.millrace.stream.replica.OutputPartition;
import dev.millrace.stream.replica.ReplicaImage;
import dev.millrace.stream.stage.StageImage;
import dev.millrace.stream.stage.StagePlan;
import dev.millrace.stream.state.SnapshotStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions that one task runs: joins the control log for them, begins those that have
 * something to begin with in the order that protocol.md, section 1, start 1 to 5 prescribes, the
 * others once a snapshot has come, and carries everything between them and the pipeline's topics.
 * One thread.
 */
public final class ReplicaGroup implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicaGroup.class);

  /**
   * For how long after the last request that has reached the control log's end an owner goes on
   * sending. Hygiene, no proof: nothing that is safe depends on it.
   */
  private static final Duration LEASE = Duration.ofSeconds(10);

  private final StagePlan plan;
  private final KafkaConnection kafka;
  private final StageReplica self;
  private final ReplicaHost host;
  private final Sessions sessions;
  private final InputLog input;
  private final Map<Integer, Seat> seats = new TreeMap<>();
  private Coordination topics;
  private Membership membership;
  private boolean mayLead = true;
  private volatile boolean urgent;

  /**
   * A group of the stage {@code plan}.
   *
   * @param self which replica of the stage this is
   * @param name unique among the stage's tasks, for client ids
   */
  public ReplicaGroup(
      StagePlan plan, KafkaConnection kafka, StageReplica self, String name, ReplicaHost host) {
    this.plan = plan;
    this.kafka = kafka;
    this.self = self;
    this.host = host;
    this.input = new InputLog(kafka, plan.input().topic());
    this.sessions = new Sessions(plan, kafka, name, this::acknowledged);
  }

  /**
   * Joins, and begins the partitions that have an image or that this replica owns. The others begin
   * in a later {@link #tend}.
   *
   * @param images null where there is none
   * @param stores the cells of the images
   * @return the replicas that have begun
   * @throws ControlLogException if the control log cannot be joined
   */
  public Map<Integer, PartitionReplica> begin(
      Map<Integer, ReplicaImage> images, Map<Integer, ? extends SnapshotStore> stores)
      throws ControlLogException, InterruptedException {
    topics = Coordination.open(kafka, plan.pipeline());
    membership = new Membership(topics, plan.identityName(), self, new ControlInbox(host::wake));
    membership.join(images.keySet(), input);
    Map<Integer, Long> beginnings = input.beginnings(images.keySet());
    Map<Integer, ReplicaImage> beginning = new HashMap<>();
    membership
        .gates()
        .forEach(
            (partition, gate) -> {
              addSeat(partition, gate);
              ReplicaImage image = images.get(partition);
              check(partition, gate, image);
              if (image == null && self.beginsEmpty(partition)) {
                image = emptyImage(partition, gate);
              }
              if (seats.get(partition).mayBegin(image, beginnings.get(partition))) {
                beginning.put(partition, image);
              }
            });
    beginAll(beginning, stores);
    seats.values().forEach(Seat::resume);
    // Who reads what is not there fails before it has said anything else.
    seats.values().forEach(Seat::reportTrouble);
    return replicas();
  }

  /** No state, but the numbers of the log: for a replica that nobody hands a state to. */
  private ReplicaImage emptyImage(int partition, Gate gate) {
    long sn = self.emptyFrom(partition);
    long offset = self.inputFrom().get(partition);
    return new ReplicaImage(
        gate.ownership().generation(),
        new StageImage(offset, sn, Long.MIN_VALUE, 0, 0, List.of()),
        sn,
        0,
        0,
        List.of(),
        new TreeMap<>());
  }

  private void check(int partition, Gate gate, ReplicaImage image) {
    int generation = gate.ownership().generation();
    if (image != null && image.generation() != generation) {
      throw new IllegalStateException(
          "%s/%d: the checkpoint of replica '%s' is of generation %d, and the stage has begun anew as generation %d; delete the replica's directory to use it again"
              .formatted(
                  plan.identityName(), partition, self.name(), image.generation(), generation));
    }
  }

  private void addSeat(int partition, Gate gate) {
    String stage = plan.identityName();
    SeatPorts ports =
        new SeatPorts(
            topics, stage, partition, self, membership.incarnation(partition), input, host);
    Seat seat = new Seat(gate, ports);
    seats.put(partition, seat);
    topics.listen(
        this,
        stage,
        partition,
        report -> {
          if (!report.replica().equals(self.name())) {
            seat.reported(report);
          }
        });
  }

  private void beginAll(
      Map<Integer, ReplicaImage> images, Map<Integer, ? extends SnapshotStore> stores) {
    Map<Integer, PartitionReplica> begun = new TreeMap<>();
    List<Runnable> fences = new ArrayList<>();
    images.forEach(
        (partition, image) -> {
          Gate gate = seats.get(partition).gate();
          OutputSession session = sessions.of(partition);
          if (gate.isOwner()) {
            fences.add(session::fence);
          }
          begun.put(
              partition,
              new PartitionReplica(
                      plan.withGeneration(gate.ownership().generation()),
                      partition,
                      stores.get(partition),
                      sessions.topics(),
                      session,
                      gate)
                  .with(
                      new Shadowing(() -> sessions.echo(self.name()), self.emptyFrom(partition))));
        });
    if (begun.isEmpty()) {
      return;
    }
    Fencing.all(fences);
    Tails tails = readTails(earliest(images, sessions.topics()), () -> false).orElseThrow();
    begun.forEach(
        (partition, replica) -> {
          replica.begin(images.get(partition), tails);
          seats.get(partition).begin(replica, stores.get(partition));
        });
  }

  private Optional<Tails> readTails(
      Map<OutputPartition, Long> positions, BooleanSupplier hasOther) {
    boolean committedOnly = plan.delivery() == StageSpec.Delivery.ExactlyOnce;
    return new TailReader(kafka, plan.identityName(), committedOnly)
        .read(sessions.topics().all(), positions, hasOther);
  }

  /**
   * Does what is due beside records; to be called after each batch, when {@link ReplicaHost#wake}
   * has been called, and several times a second at least.
   *
   * @param nowNanos monotonic time, of {@link System#nanoTime}
   * @param mayTake whether a slice of a snapshot may be taken for another replica, if one is wanted
   * @return whether there is more to do soon
   */
  public boolean tend(long nowNanos, boolean mayTake) {
    readControl();
    beginArrived();
    boolean busy = fence();
    checkLease(nowNanos);
    boolean pending = false;
    // One at a time: each holds cells that change meanwhile.
    boolean taking = seats.values().stream().anyMatch(Seat::isTaking);
    for (Seat seat : seats.values()) {
      busy |= seat.tend(nowNanos, mayLead, mayTake && (!taking || seat.isTaking()));
      taking |= seat.isTaking();
      pending |= seat.isUrgent();
    }
    urgent = pending;
    return busy || hasNextToTake();
  }

  private boolean hasNextToTake() {
    return seats.values().stream().noneMatch(Seat::isTaking)
        && seats.values().stream().anyMatch(Seat::canTake);
  }

  private void readControl() {
    for (ControlInbox.Item item = membership.next(); item != null; item = membership.next()) {
      seats.get(item.record().partition()).read(item.offset(), item.record());
    }
  }

  private void beginArrived() {
    Map<Integer, ReplicaImage> images = new HashMap<>();
    Map<Integer, SnapshotStore> stores = new HashMap<>();
    seats.forEach(
        (partition, seat) -> {
          ReplicaImage image = seat.arrived(cells -> stores.put(partition, cells));
          if (image != null) {
            images.put(partition, image);
          }
        });
    beginAll(images, stores);
    for (int partition : images.keySet()) {
      PartitionReplica replica = seats.get(partition).replica();
      replica.notDurable();
      host.begun(replica);
    }
  }

  /**
   * A lost owner's partitions are fenced one after the other in the log, and its open transaction
   * for a later one hides the tail of an earlier one until that is shut out as well.
   *
   * @return whether there is more in the log first
   */
  private boolean fence() {
    List<PartitionReplica> needing =
        seats.values().stream()
            .map(Seat::replica)
            .filter(replica -> replica != null && replica.needsTails())
            .toList();
    if (needing.isEmpty()) {
      return false;
    }
    Map<OutputPartition, Long> positions = new HashMap<>();
    needing.forEach(
        replica ->
            replica
                .positions()
                .forEach((at, position) -> positions.merge(at, position, Math::min)));
    Fencing.all(needing.stream().<Runnable>map(replica -> replica::fence).toList());
    Optional<Tails> tails = readTails(positions, membership::hasNext);
    tails.ifPresent(read -> needing.forEach(replica -> replica.tailsRead(read)));
    return tails.isEmpty();
  }

  private void checkLease(long nowNanos) {
    OptionalLong read = topics.log().lastReadToEnd();
    boolean valid = read.isPresent() && nowNanos - read.getAsLong() < LEASE.toNanos();
    if (valid != mayLead) {
      LOG.warn(
          "{}: {}",
          plan.identityName(),
          valid
              ? "the control log's end can be read again, sending goes on"
              : "the control log's end cannot be read, nothing is sent until it can");
    }
    mayLead = valid;
  }

  private void acknowledged() {
    host.acknowledged(urgent);
  }

  /** Gives up snapshots that are on their way, for a last one of the engine's own. */
  public void endTransfers() {
    seats.values().forEach(Seat::close);
  }

  /** The replicas that have begun, by partition. */
  public Map<Integer, PartitionReplica> replicas() {
    Map<Integer, PartitionReplica> begun = new TreeMap<>();
    seats.forEach(
        (partition, seat) -> {
          if (seat.hasBegun()) {
            begun.put(partition, seat.replica());
          }
        });
    return begun;
  }

  /** Leaves the control log and closes the sessions. */
  @Override
  public void close() {
    seats.values().forEach(Seat::close);
    try {
      sessions.close();
    } finally {
      if (membership != null) {
        membership.close();
      }
      if (topics != null) {
        topics.ignore(this);
        topics.close();
      }
    }
  }

  /** Per output partition the least position of all images; a partition at birth has 0. */
  private static Map<OutputPartition, Long> earliest(
      Map<Integer, ReplicaImage> images, OutputTopics topics) {
    Map<OutputPartition, Long> earliest = new HashMap<>();
    for (OutputPartition at : topics.all()) {
      long least = Long.MAX_VALUE;
      for (ReplicaImage image : images.values()) {
        least = Math.min(least, image == null ? 0 : image.positions().getOrDefault(at, 0L));
      }
      earliest.put(at, least);
    }
    return earliest;
  }
}
