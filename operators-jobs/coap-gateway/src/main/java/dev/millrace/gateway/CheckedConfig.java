package dev.millrace.gateway;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.gateway.observe.ObserveBounds;
import java.util.Objects;
import java.util.Set;

/**
 * A configuration that is right as far as that can be seen without opening anything: its resources
 * compile, and nothing is missing that it names.
 *
 * @param routes what its resources say
 */
record CheckedConfig(GatewayConfig config, Routes routes) {
  /**
   * Checks a configuration.
   *
   * @throws GatewayStartException if it is wrong; all problems of its resources are named
   */
  static CheckedConfig of(GatewayConfig config) {
    CoapGatewaySpec spec = config.spec();
    Routes routes = new RouteCompiler(new CelExpressions()).compile(spec);
    spec.listeners().forEach(config::credentials);
    var unusedProtocol = ProtocolSettings.of(spec.protocol());
    var unusedKey = SessionMoves.key(config);
    return new CheckedConfig(config, routes);
  }

  /**
   * Whether a running gateway can take another configuration over: what it has open, and the sizes
   * of that, have to be the same.
   */
  static boolean canFollow(GatewayConfig now, GatewayConfig next) {
    return next.name().equals(now.name())
        && next.bindAddress().equals(now.bindAddress())
        && next.kafkaProperties().equals(now.kafkaProperties())
        && next.spec().kafka().equals(now.spec().kafka())
        && next.spec().listeners().equals(now.spec().listeners())
        && Objects.equals(next.spec().spool(), now.spec().spool())
        && Objects.equals(next.spec().commands(), now.spec().commands())
        && Objects.equals(next.spec().protocol(), now.spec().protocol())
        && SessionMoves.areTheSame(next, now)
        && Limits.of(next.spec().limits()).isOfOneSizeWith(Limits.of(now.spec().limits()));
  }

  String name() {
    return config.name();
  }

  Limits limits() {
    return Limits.of(config.spec().limits());
  }

  ProtocolSettings protocol() {
    return ProtocolSettings.of(config.spec().protocol());
  }

  /** By what requests are judged. */
  RequestRules rules() {
    return RequestRules.of(routes, limits());
  }

  /** All topics that are written. */
  Set<String> writtenTopics() {
    return KafkaLink.topics(config);
  }

  /** The topics whose records are read. */
  Set<String> readTopics() {
    return ReadBounds.topics(config.spec());
  }

  ObserveBounds readBounds() {
    return ReadBounds.of(config.spec());
  }
}
