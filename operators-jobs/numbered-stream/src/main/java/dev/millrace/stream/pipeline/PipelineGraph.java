package dev.millrace.stream.pipeline;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.DeviceFleetSpec;
import dev.millrace.api.MigrationRequestSpec;
import dev.millrace.api.NodePoolSpec;
import dev.millrace.api.manifest.Resource;
import dev.millrace.api.manifest.SecretResource;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a directory of manifests asks for, checked and resolved. Immutable. It exists
 * only of manifests without problems, so whatever a resource in it names is in it, too.
 *
 * @param topics every topic that must exist, those declared first, in the order of the files
 * @param stages in topological order: a stage stands after those whose topics it reads
 * @param gateways in the order of the files
 * @param fleets in the order of the files
 * @param migrations in the order of the files
 * @param pools in the order of the files
 * @param secrets in the order of the files
 */
public record PipelineGraph(
    List<TopicNode> topics,
    List<StageNode> stages,
    List<Resource<CoapGatewaySpec>> gateways,
    List<Resource<DeviceFleetSpec>> fleets,
    List<Resource<MigrationRequestSpec>> migrations,
    List<Resource<NodePoolSpec>> pools,
    List<Resource<SecretResource>> secrets) {
  /** Takes copies. */
  public PipelineGraph {
    topics = List.copyOf(topics);
    stages = List.copyOf(stages);
    gateways = List.copyOf(gateways);
    fleets = List.copyOf(fleets);
    migrations = List.copyOf(migrations);
    pools = List.copyOf(pools);
    secrets = List.copyOf(secrets);
  }

  /** The topic of a name. */
  public Optional<TopicNode> topic(String name) {
    return topics.stream().filter(topic -> topic.name().equals(name)).findFirst();
  }

  /** The stage of a name, such as {@code count}, in a pipeline of a namespace. */
  public Optional<StageNode> stage(String namespace, String pipeline, String name) {
    return stages.stream()
        .filter(stage -> stage.pipeline().namespace().equals(namespace))
        .filter(stage -> stage.pipeline().name().equals(pipeline) && stage.name().equals(name))
        .findFirst();
  }

  /** The stages that read a topic. */
  public List<StageNode> readersOf(TopicNode topic) {
    return stages.stream().filter(stage -> stage.input().equals(topic)).toList();
  }

  /** The stages that write results to a topic. */
  public List<StageNode> writersOf(TopicNode topic) {
    return stages.stream().filter(stage -> stage.output().equals(topic)).toList();
  }

  /** The secret that a resource of a namespace names. */
  public Optional<SecretResource> secret(String namespace, String name) {
    return secrets.stream()
        .filter(secret -> secret.namespace().equals(namespace) && secret.name().equals(name))
        .map(Resource::spec)
        .findFirst();
  }
}
