package dev.millrace.operator.status;

/**
 * Why a condition is as it is: the one list that conditions, Events and the table in the
 * documentation draw from.
 */
public enum Reason {
  /** All is well. */
  Available(State.DONE, "What was asked for is there.", ""),
  /** A standby owns what a lost replica owned; only in Events. */
  StandbyTookOver(
      State.DONE, "An owner was lost, and the standby owns the stage. Only in Events.", ""),
  /** A migration has come to its good end. */
  MigrationSucceeded(State.DONE, "The target owns the stage.", ""),

  /** Pods come up. */
  PodsStarting(State.WORKING, "Pods are being started.", "Wait; `kubectl describe pod` says more."),
  /** Nobody has looked at Kafka yet. */
  KafkaNotChecked(State.WORKING, "Kafka has not been asked yet.", "Wait."),
  /** Partitions are without an owner. */
  PartitionsWithoutOwner(
      State.WORKING, "Not every partition of a stage has an owner yet.", "Wait for the pods."),
  /** A standby is not there yet. */
  StandbyNotFollowing(
      State.WORKING,
      "The standby of a stage does not follow it in every partition yet.",
      "Wait; until then nobody takes over from an owner that is lost."),
  /** A stage moves. */
  MigrationRunning(
      State.WORKING, "A stage is being moved.", "`kubectl get mr -w` tells the story."),
  /** A migration waits for a person. */
  WaitingForPromotion(
      State.WORKING,
      "The migration has proved enough and waits for a person.",
      "Set `spec.promote: true`, or `spec.abort: true`."),
  /** A fleet without its gateway. */
  GatewayNotReady(State.WORKING, "The gateway of the fleet is not ready.", "See the CoapGateway."),
  /** A migration that waits for its pipeline. */
  PipelineNotReady(
      State.WORKING, "The stage to be moved is not running yet.", "See the StreamPipeline."),

  /** No such pool. */
  PoolMissing(State.STUCK, "No NodePool of this name.", "Create it, or name another pool."),
  /** A pool nothing can run on. */
  PoolWithoutNodes(
      State.STUCK,
      "No node of the pool is ready.",
      "Label a node for the pool, or repair its nodes."),
  /** The manifest is wrong. */
  SpecInvalid(
      State.STUCK, "The specification does not compile.", "Correct what the message names."),
  /** A topic is there, and is different. */
  TopicDiffers(
      State.STUCK,
      "A topic exists with another number of partitions, or is kept in another way.",
      "Declare as many as it has, set what the message names, or use another topic."),
  /** A topic that nobody declares. */
  TopicMissing(
      State.STUCK,
      "A topic that a gateway reads, or writes results to, does not exist.",
      "Let a pipeline declare it, say the number of its partitions in the gateway, or create it."),
  /** Kafka does not answer. */
  KafkaUnreachable(
      State.STUCK, "Kafka gives no answer.", "See that the brokers run and can be reached."),
  /** Kafka answers, and refuses. */
  KafkaRefused(
      State.STUCK,
      "Kafka refuses what was asked.",
      "Grant it to the user, or correct the credentials."),
  /** A Secret is missing. */
  SecretMissing(
      State.STUCK, "A Secret that is named, or an entry of it, does not exist.", "Create it."),
  /** Something of this name belongs to somebody else. */
  NameTaken(
      State.STUCK,
      "An object of the needed name belongs to another resource.",
      "Rename one of them."),
  /** Somebody older has the port. */
  PortTaken(
      State.STUCK,
      "A port of the pool's nodes belongs to an older gateway.",
      "Change a port or a pool of one of the two, or delete one."),
  /** The image is not there. */
  ImageNotPulled(
      State.STUCK, "An image cannot be pulled.", "Check the image's name, tag and pull secret."),
  /** No node takes the pod. */
  Unschedulable(
      State.STUCK, "No node takes a pod.", "Free resources, ask for less, or choose another pool."),
  /** Pods that end. */
  PodsFailing(State.STUCK, "A pod fails again and again.", "`kubectl logs` says why."),
  /** No such gateway. */
  GatewayMissing(State.STUCK, "No CoapGateway of this name.", "Create it, or name another one."),
  /** The gateway does not listen for it. */
  ListenerMissing(
      State.STUCK,
      "The gateway has no listener for the fleet's protocol.",
      "Add a listener, or change the protocol."),
  /** The move that a changed pipeline asks for came to nothing. */
  MoveFailed(
      State.STUCK,
      "The move that the changed pipeline asks for was refused or rolled back.",
      "See its MigrationRequest; delete it to try again, or change the pipeline back."),
  /** Nothing was started. */
  MigrationRefused(
      State.STUCK,
      "The migration was refused.",
      "Create another one that does not meet the reason."),
  /** The source owns the stage as before. */
  MigrationRolledBack(
      State.STUCK, "The migration was rolled back.", "Remove the cause and create another one."),
  /** The operator itself cannot go on. */
  OperatorTrouble(
      State.STUCK,
      "The operator met an error and tries again.",
      "The log of the operator says more.");

  /** What a condition of this reason means for who waits. */
  public enum State {
    /** It holds. */
    DONE,
    /** It will hold without anybody's help. */
    WORKING,
    /** Somebody has to do something. */
    STUCK
  }

  private final State state;
  private final String meaning;
  private final String remedy;

  Reason(State state, String meaning, String remedy) {
    this.state = state;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /** What it means for who waits. */
  public State state() {
    return state;
  }

  /** What it says, as a sentence. */
  public String meaning() {
    return meaning;
  }

  /** What to do, as a sentence; empty if nothing. */
  public String remedy() {
    return remedy;
  }
}
