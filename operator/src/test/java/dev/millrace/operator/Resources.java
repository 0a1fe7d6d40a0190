package dev.millrace.operator;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.DeviceFleet;
import dev.millrace.api.MigrationRequest;
import dev.millrace.api.NodePool;
import dev.millrace.api.NodePoolStatus;
import dev.millrace.api.StreamPipeline;
import dev.millrace.api.manifest.LoadResult;
import dev.millrace.api.manifest.Manifests;
import dev.millrace.api.manifest.ProblemReport;
import dev.millrace.api.manifest.Resource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;

/** Resources as an API server hands them out: from manifests, with defaults and an identity. */
public final class Resources {
  private Resources() {}

  /** The first pipeline of a manifest. */
  public static StreamPipeline pipeline(String yaml) {
    return resource(load(yaml).pipelines().getFirst(), new StreamPipeline());
  }

  /** The first gateway of a manifest. */
  public static CoapGateway gateway(String yaml) {
    return resource(load(yaml).gateways().getFirst(), new CoapGateway());
  }

  /** The first fleet of a manifest. */
  public static DeviceFleet fleet(String yaml) {
    return resource(load(yaml).fleets().getFirst(), new DeviceFleet());
  }

  /** The first migration of a manifest. */
  public static MigrationRequest migration(String yaml) {
    return resource(load(yaml).migrations().getFirst(), new MigrationRequest());
  }

  /** The first pool of a manifest, with so many ready nodes. */
  public static NodePool pool(String yaml, int ready) {
    NodePool pool = resource(load(yaml).pools().getFirst(), new NodePool());
    pool.getMetadata().setNamespace(null);
    pool.setStatus(new NodePoolStatus(1L, List.of(), ready, ready));
    return pool;
  }

  /** A pool of a tier whose nodes have a label of its name. */
  public static NodePool pool(String name, String tier, int ready) {
    return pool(
        """
        apiVersion: millrace.dev/v1alpha1
        kind: NodePool
        metadata: {name: %s}
        spec:
          tier: %s
          nodeSelector: {millrace.dev/pool: %s}
        """
            .formatted(name, tier, name),
        ready);
  }

  private static LoadResult load(String yaml) {
    LoadResult loaded = Manifests.parse("test.yaml", yaml);
    if (!loaded.ok()) {
      throw new IllegalArgumentException(ProblemReport.render(loaded.problems()));
    }
    return loaded;
  }

  private static <S, R extends CustomResource<S, ?>> R resource(Resource<S> from, R into) {
    into.setMetadata(
        new ObjectMetaBuilder()
            .withName(from.name())
            .withNamespace("plant")
            .withUid("uid-of-" + from.name())
            .withGeneration(1L)
            .withResourceVersion("1")
            .build());
    into.setSpec(from.spec());
    return into;
  }
}
