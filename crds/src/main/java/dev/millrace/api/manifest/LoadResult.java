package dev.millrace.api.manifest;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.DeviceFleetSpec;
import dev.millrace.api.MigrationRequestSpec;
import dev.millrace.api.NodePoolSpec;
import dev.millrace.api.StreamPipelineSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * What a directory of manifests holds: the resources that are valid, in the order of the files, and
 * everything that is wrong. Nothing may be started unless {@link #ok()}.
 */
public record LoadResult(List<Resource<?>> resources, List<Problem> problems) {
  /** Takes copies. */
  public LoadResult {
    resources = List.copyOf(resources);
    problems = List.copyOf(problems);
  }

  /** Whether nothing is wrong. */
  public boolean ok() {
    return problems.isEmpty();
  }

  /** The node pools. */
  public List<Resource<NodePoolSpec>> pools() {
    return of(NodePoolSpec.class);
  }

  /** The CoAP gateways. */
  public List<Resource<CoapGatewaySpec>> gateways() {
    return of(CoapGatewaySpec.class);
  }

  /** The pipelines. */
  public List<Resource<StreamPipelineSpec>> pipelines() {
    return of(StreamPipelineSpec.class);
  }

  /** The device fleets. */
  public List<Resource<DeviceFleetSpec>> fleets() {
    return of(DeviceFleetSpec.class);
  }

  /** The migration requests. */
  public List<Resource<MigrationRequestSpec>> migrations() {
    return of(MigrationRequestSpec.class);
  }

  /** The secrets. */
  public List<Resource<SecretResource>> secrets() {
    return of(SecretResource.class);
  }

  private <T> List<Resource<T>> of(Class<T> type) {
    List<Resource<T>> found = new ArrayList<>();
    for (Resource<?> resource : resources) {
      if (type.isInstance(resource.spec())) {
        found.add(
            new Resource<>(
                resource.kind(),
                resource.namespace(),
                resource.name(),
                resource.annotations(),
                type.cast(resource.spec()),
                resource.source()));
      }
    }
    return found;
  }
}
