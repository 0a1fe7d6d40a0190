package dev.millrace.operator.render;

import java.util.LinkedHashMap;
import java.util.Map;

/** Labels of rendered objects. */
public final class ObjectLabels {
  /** Which program of Millrace runs. */
  public static final String NAME = "app.kubernetes.io/name";

  /** Which resource it belongs to. */
  public static final String INSTANCE = "app.kubernetes.io/instance";

  /** Who looks after it. */
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  /** The operator, as {@link #MANAGED_BY} names it. */
  public static final String OPERATOR = "millrace-operator";

  /** Program of stages. */
  public static final String STAGE_PROGRAM = "millrace-stage";

  /** Program of gateways. */
  public static final String GATEWAY_PROGRAM = "millrace-gateway";

  /** Program of fleets. */
  public static final String FLEET_PROGRAM = "millrace-fleet";

  /** Pipeline of a stage's replica. */
  public static final String PIPELINE = "millrace.dev/pipeline";

  /** Stage of a replica. */
  public static final String STAGE = "millrace.dev/stage";

  /** Replica, as far as it is a label: its object's name. */
  public static final String REPLICA = "millrace.dev/replica";

  private ObjectLabels() {}

  /** Labels of everything that belongs to one program of one resource. */
  public static Map<String, String> of(String program, String component, String instance) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(NAME, program);
    labels.put(INSTANCE, instance);
    labels.put("app.kubernetes.io/component", component);
    labels.put("app.kubernetes.io/part-of", "millrace");
    labels.put(MANAGED_BY, OPERATOR);
    labels.put("millrace.dev/" + component, instance);
    return labels;
  }

  /** Labels of a replica of a stage. */
  public static Map<String, String> ofStage(String pipeline, String stage, String object) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(NAME, STAGE_PROGRAM);
    labels.put(INSTANCE, pipeline);
    labels.put("app.kubernetes.io/component", "stage");
    labels.put("app.kubernetes.io/part-of", "millrace");
    labels.put(MANAGED_BY, OPERATOR);
    labels.put(PIPELINE, pipeline);
    labels.put(STAGE, stage);
    labels.put(REPLICA, object);
    return labels;
  }

  /** The selector of all objects of a program, for informers. */
  public static String selector(String program) {
    return NAME + "=" + program + "," + MANAGED_BY + "=" + OPERATOR;
  }
}
