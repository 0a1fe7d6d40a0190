package dev.millrace.flink;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.highavailability.HighAvailabilityServicesUtils;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.runtime.rpc.AddressResolution;
import org.apache.flink.runtime.rpc.RpcService;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.RpcUtils;
import org.apache.flink.util.Reference;

/**
 * The JobManager's part of a cluster whose TaskManagers are other processes: what Flink runs within
 * one JVM without TaskManagers of its own, but where others reach it. They find it at a fixed
 * address and need no election, as there is one.
 */
final class JobManagerCluster extends MiniCluster {
  private final JobManagerAddress self;
  private final Configuration settings;
  private final String bindAddress;
  private final RpcSystem rpc;

  private JobManagerCluster(
      JobManagerAddress self, String bindAddress, Configuration settings, RpcSystem rpc) {
    super(
        new MiniClusterConfiguration.Builder()
            .setConfiguration(settings)
            .setNumTaskManagers(0)
            .setRpcServiceSharing(RpcServiceSharing.SHARED)
            .build(),
        () -> Reference.owned(rpc));
    this.self = self;
    this.bindAddress = bindAddress;
    this.settings = settings;
    this.rpc = rpc;
  }

  /** A JobManager that is not started. */
  static JobManagerCluster of(JobManagerAddress self, String bindAddress, Configuration settings) {
    return new JobManagerCluster(self, bindAddress, settings, RpcSystem.load(settings));
  }

  /** The one that all parts share; so they speak to each other without a connection. */
  @Override
  protected RpcService createLocalRpcService(Configuration configuration, RpcSystem system)
      throws Exception {
    return RpcUtils.createRemoteRpcService(
        system,
        configuration,
        self.host(),
        Integer.toString(self.port()),
        bindAddress,
        Optional.of(self.port()));
  }

  @Override
  protected HighAvailabilityServices createHighAvailabilityServices(
      Configuration configuration, Executor executor) throws Exception {
    return HighAvailabilityServicesUtils.createHighAvailabilityServices(
        settings,
        executor,
        AddressResolution.NO_ADDRESS_RESOLUTION,
        rpc,
        error -> {
          throw new IllegalStateException("fixed addresses have failed", error);
        });
  }
}
