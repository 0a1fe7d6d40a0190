package dev.millrace.flink;

import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes the stage's operators where the job runs. */
final class StageOperatorFactory extends AbstractStreamOperatorFactory<Void>
    implements OneInputStreamOperatorFactory<LogRecord, Void> {
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
    return (T) new StageOperator(task, parameters);
  }

  // The raw type is in the signature of Flink's interface.
  @SuppressWarnings("rawtypes")
  @Override
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return StageOperator.class;
  }
}
