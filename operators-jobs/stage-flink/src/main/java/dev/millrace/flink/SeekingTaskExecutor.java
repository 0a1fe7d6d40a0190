package dev.millrace.flink;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.blob.BlobCacheService;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.entrypoint.WorkingDirectory;
import org.apache.flink.runtime.externalresource.ExternalResourceInfoProvider;
import org.apache.flink.runtime.heartbeat.HeartbeatServices;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.metrics.MetricRegistry;
import org.apache.flink.runtime.rpc.FatalErrorHandler;
import org.apache.flink.runtime.rpc.RpcService;
import org.apache.flink.runtime.security.token.DelegationTokenReceiverRepository;
import org.apache.flink.runtime.taskexecutor.TaskExecutor;
import org.apache.flink.runtime.taskexecutor.TaskExecutorGateway;
import org.apache.flink.runtime.taskexecutor.TaskExecutorToServiceAdapter;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.taskexecutor.exceptions.RegistrationTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a TaskManager look for its JobManager anew if that has not taken it in for a while. Flink
 * goes on asking the very process that it has found first: if that ends before it has answered, the
 * one that comes after it, at the same address, is never asked, and after five minutes the
 * TaskManager fails.
 */
final class SeekingTaskExecutor implements FatalErrorHandler {
  private static final Logger LOG = LoggerFactory.getLogger(SeekingTaskExecutor.class);

  private final FatalErrorHandler others;
  private volatile TaskExecutor executor;

  private SeekingTaskExecutor(FatalErrorHandler others) {
    this.others = others;
  }

  /** For {@link TaskManagerRunner}. */
  static TaskManagerRunner.TaskExecutorService create(
      Configuration configuration,
      ResourceID id,
      RpcService rpc,
      HighAvailabilityServices highAvailability,
      HeartbeatServices heartbeats,
      MetricRegistry metrics,
      BlobCacheService blobs,
      boolean localOnly,
      ExternalResourceInfoProvider resources,
      WorkingDirectory directory,
      FatalErrorHandler fatal,
      DelegationTokenReceiverRepository tokens)
      throws Exception {
    SeekingTaskExecutor seeking = new SeekingTaskExecutor(fatal);
    seeking.executor =
        TaskManagerRunner.startTaskManager(
            configuration,
            id,
            rpc,
            highAvailability,
            heartbeats,
            metrics,
            blobs,
            localOnly,
            resources,
            directory,
            seeking,
            tokens);
    return TaskExecutorToServiceAdapter.createFor(seeking.executor);
  }

  @Override
  public void onFatalError(Throwable error) {
    if (error instanceof RegistrationTimeoutException timeout) {
      LOG.info("The JobManager has not taken this TaskManager in; it is looked for anew");
      executor.getSelfGateway(TaskExecutorGateway.class).disconnectResourceManager(timeout);
    } else {
      others.onFatalError(error);
    }
  }
}
