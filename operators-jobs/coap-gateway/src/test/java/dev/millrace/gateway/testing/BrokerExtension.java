package dev.millrace.gateway.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One broker for all tests of a run; its relay is open again after each test. What tests wait for
 * may take long on a busy machine.
 */
public final class BrokerExtension
    implements ParameterResolver, BeforeAllCallback, AfterEachCallback {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Namespace NAMESPACE = Namespace.create(BrokerExtension.class);

  private static EmbeddedBroker broker(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(EmbeddedBroker.class, type -> start(), EmbeddedBroker.class);
  }

  private static EmbeddedBroker start() {
    try {
      return new EmbeddedBroker();
    } catch (Exception e) {
      throw new IllegalStateException("no broker", e);
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(PATIENCE);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    broker(context).relay().restore();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == EmbeddedBroker.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return broker(context);
  }
}
