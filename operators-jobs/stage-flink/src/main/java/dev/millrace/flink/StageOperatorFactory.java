package dev.millrace.flink;

import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.runtime.operators.coordination.OperatorEventDispatcher;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.CoordinatedOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes the stage's operators where the job runs, and what speaks to them where it is run from. */
final class StageOperatorFactory extends AbstractStreamOperatorFactory<Void>
    implements OneInputStreamOperatorFactory<LogRecord, Void>, CoordinatedOperatorFactory<Void> {
  private static final long serialVersionUID = 1L;

  private final StageParameters parameters;

  StageOperatorFactory(StageParameters parameters) {
    this.parameters = parameters;
    setChainingStrategy(ChainingStrategy.ALWAYS);
  }

  // The type parameter is Flink's way to say "some operator"; there is only this one.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  @Override
  public <T extends StreamOperator<Void>> T createStreamOperator(
      StreamOperatorParameters<Void> task) {
    OperatorID id = task.getStreamConfig().getOperatorID();
    OperatorEventDispatcher events = task.getOperatorEventDispatcher();
    StageOperator operator =
        new StageOperator(task, parameters, events.getOperatorEventGateway(id));
    events.registerEventHandler(id, operator);
    return (T) operator;
  }

  @Override
  public OperatorCoordinator.Provider getCoordinatorProvider(String name, OperatorID id) {
    return new StageCoordinator.CoordinatorProvider(id, parameters.token(), parameters.toString());
  }

  // The raw type is in the signature of Flink's interface.
  @SuppressWarnings("rawtypes")
  @Override
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return StageOperator.class;
  }
}
