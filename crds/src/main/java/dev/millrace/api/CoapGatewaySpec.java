package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.function.Consumer;

/** What a gateway listens on, where each message goes, and within which limits. */
public record CoapGatewaySpec(
    @JsonPropertyDescription("NodePool that the gateway runs on.")
        @Required
        @Size(max = Syntax.LABEL_LENGTH)
        @Pattern(Syntax.LABEL)
        String pool,
    @JsonPropertyDescription("Kafka cluster that the messages go to.") @Required KafkaSpec kafka,
    @JsonPropertyDescription("UDP ports, each of them once.") @Required @Size(min = 1, max = 8)
        List<ListenerSpec> listeners,
    @JsonPropertyDescription("CoAP resources, each path once.") @Required @Size(min = 1, max = 64)
        List<GatewayResourceSpec> resources,
    @JsonPropertyDescription("Topics whose records devices may read and observe (RFC 7641).")
        GatewayObserveSpec observe,
    @JsonPropertyDescription("Topic whose records are commands to devices.")
        GatewayCommandsSpec commands,
    @JsonPropertyDescription("How messages are repeated, remembered and spread (RFC 7252, 4).")
        GatewayProtocolSpec protocol,
    @JsonPropertyDescription("Bounds on size, number and time.") GatewayLimitsSpec limits,
    @JsonPropertyDescription(
            "Where messages are kept while the broker cannot be reached; absent means that they are"
                + " answered with 5.03.")
        GatewaySpoolSpec spool,
    @JsonPropertyDescription(
            "What each pod of the gateway gets; without it 50m and 192Mi, for a small node. Its heap"
                + " and its memory of requests grow with the memory, its threads with the node's"
                + " processors.")
        ResourcesSpec podResources,
    @JsonPropertyDescription(
            "How DTLS sessions go on when a pod is replaced; absent means that devices shake hands"
                + " again.")
        GatewayHandOverSpec handOver) {
  /** A gateway that only takes messages. */
  public CoapGatewaySpec(
      String pool,
      KafkaSpec kafka,
      List<ListenerSpec> listeners,
      List<GatewayResourceSpec> resources,
      GatewayLimitsSpec limits,
      GatewaySpoolSpec spool) {
    this(pool, kafka, listeners, resources, null, null, null, limits, spool, null, null);
  }

  /** A gateway that keeps to the protocol as the RFC has it. */
  public CoapGatewaySpec(
      String pool,
      KafkaSpec kafka,
      List<ListenerSpec> listeners,
      List<GatewayResourceSpec> resources,
      GatewayObserveSpec observe,
      GatewayCommandsSpec commands,
      GatewayLimitsSpec limits,
      GatewaySpoolSpec spool) {
    this(pool, kafka, listeners, resources, observe, commands, null, limits, spool, null, null);
  }

  /** What this gateway serves, at another place. */
  public CoapGatewaySpec at(String otherPool, KafkaSpec otherKafka, List<ListenerSpec> others) {
    return with(
        draft -> {
          draft.pool = otherPool;
          draft.kafka = otherKafka;
          draft.listeners = others;
        });
  }

  /** The same with other choices about the protocol, or null for the RFC's. */
  public CoapGatewaySpec withProtocol(GatewayProtocolSpec other) {
    return with(draft -> draft.protocol = other);
  }

  /** The same with other resources. */
  public CoapGatewaySpec withResources(List<GatewayResourceSpec> others) {
    return with(draft -> draft.resources = others);
  }

  /** The same with another spool, or null for none. */
  public CoapGatewaySpec withSpool(GatewaySpoolSpec other) {
    return with(draft -> draft.spool = other);
  }

  /** The same with another way of handing sessions over, or null for none. */
  public CoapGatewaySpec withHandOver(GatewayHandOverSpec other) {
    return with(draft -> draft.handOver = other);
  }

  private CoapGatewaySpec with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.specification();
  }

  /** A specification that is being changed. */
  private static final class Draft {
    private String pool;
    private KafkaSpec kafka;
    private List<ListenerSpec> listeners;
    private List<GatewayResourceSpec> resources;
    private final GatewayObserveSpec observe;
    private final GatewayCommandsSpec commands;
    private GatewayProtocolSpec protocol;
    private final GatewayLimitsSpec limits;
    private GatewaySpoolSpec spool;
    private final ResourcesSpec podResources;
    private GatewayHandOverSpec handOver;

    Draft(CoapGatewaySpec from) {
      pool = from.pool;
      kafka = from.kafka;
      listeners = from.listeners;
      resources = from.resources;
      observe = from.observe;
      commands = from.commands;
      protocol = from.protocol;
      limits = from.limits;
      spool = from.spool;
      podResources = from.podResources;
      handOver = from.handOver;
    }

    CoapGatewaySpec specification() {
      return new CoapGatewaySpec(
          pool,
          kafka,
          listeners,
          resources,
          observe,
          commands,
          protocol,
          limits,
          spool,
          podResources,
          handOver);
    }
  }
}
