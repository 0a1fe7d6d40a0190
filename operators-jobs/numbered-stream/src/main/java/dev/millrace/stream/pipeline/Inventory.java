package dev.millrace.stream.pipeline;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.DeviceFleetSpec;
import dev.millrace.api.MigrationRequestSpec;
import dev.millrace.api.NodePoolSpec;
import dev.millrace.api.StageSpec;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.api.manifest.LoadResult;
import dev.millrace.api.manifest.Resource;
import dev.millrace.api.manifest.SecretResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The resources of a directory by kind, each kind in the order of the files. */
record Inventory(
    List<Resource<NodePoolSpec>> pools,
    List<Resource<CoapGatewaySpec>> gateways,
    List<Resource<StreamPipelineSpec>> pipelines,
    List<Resource<DeviceFleetSpec>> fleets,
    List<Resource<MigrationRequestSpec>> migrations,
    List<Resource<SecretResource>> secrets,
    List<StageSite> stages) {

  static Inventory of(List<Resource<?>> resources) {
    LoadResult loaded = new LoadResult(resources, List.of());
    return new Inventory(
        loaded.pools(),
        loaded.gateways(),
        loaded.pipelines(),
        loaded.fleets(),
        loaded.migrations(),
        loaded.secrets(),
        stagesOf(loaded.pipelines()));
  }

  private static List<StageSite> stagesOf(List<Resource<StreamPipelineSpec>> pipelines) {
    List<StageSite> stages = new ArrayList<>();
    for (Resource<StreamPipelineSpec> pipeline : pipelines) {
      List<StageSpec> specs = pipeline.spec().stages();
      for (int index = 0; specs != null && index < specs.size(); index++) {
        stages.add(new StageSite(pipeline, index, specs.get(index)));
      }
    }
    return List.copyOf(stages);
  }

  /** The pool of a name; pools belong to no namespace. */
  Optional<Resource<NodePoolSpec>> pool(String name) {
    return pools.stream().filter(pool -> pool.name().equals(name)).findFirst();
  }

  /** The resource of a name that {@code from}, which lives in the same namespace, speaks of. */
  static <T> Optional<Resource<T>> find(List<Resource<T>> among, Resource<?> from, String name) {
    return among.stream()
        .filter(found -> found.namespace().equals(from.namespace()) && found.name().equals(name))
        .findFirst();
  }

  /** The names that {@code from} could speak of, in alphabetical order. */
  static <T> Set<String> names(List<Resource<T>> among, String namespace) {
    Set<String> names = new TreeSet<>();
    for (Resource<T> resource : among) {
      if (resource.namespace().equals(namespace)) {
        names.add(resource.name());
      }
    }
    return names;
  }
}
