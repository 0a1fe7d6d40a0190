package dev.millrace.operator.render;

/** Names of rendered objects: DNS labels, as pods' names come from them. */
public final class ObjectNames {
  /** Room for what a Deployment adds to the names of its pods, and for {@code -state}. */
  private static final int LONGEST = 45;

  private static final int DIGITS = 6;
  private static final String TASK_MANAGERS = "-taskmanager";

  private ObjectNames() {}

  /** Name of what belongs to a replica of a stage; a dot in the replica's name becomes a dash. */
  public static String replica(String pipeline, String stage, String replica) {
    return shorten(pipeline + "-" + stage + "-" + replica.replace('.', '-'));
  }

  /** Name of a claim of such a replica. */
  public static String claim(String replicaObject) {
    return replicaObject + "-state";
  }

  /** Name of the Service by which a replica's TaskManagers find its JobManager. */
  public static String jobManager(String replicaObject) {
    return "jobmanager-" + replicaObject;
  }

  /** Name of the Deployment of a replica's TaskManagers. */
  public static String taskManagers(String replicaObject) {
    return replicaObject + TASK_MANAGERS;
  }

  /** The replica that a Deployment belongs to. */
  public static String replicaOf(String deployment) {
    return deployment.endsWith(TASK_MANAGERS)
        ? deployment.substring(0, deployment.length() - TASK_MANAGERS.length())
        : deployment;
  }

  /** Name of what belongs to a gateway. */
  public static String gateway(String name) {
    return shorten(name) + "-gateway";
  }

  /** Name of what belongs to a fleet. */
  public static String fleet(String name) {
    return shorten(name) + "-fleet";
  }

  /** A long name keeps its beginning, and gets a hash of the whole. */
  static String shorten(String name) {
    if (name.length() <= LONGEST) {
      return name;
    }
    String kept = name.substring(0, LONGEST - DIGITS - 1).replaceAll("-+$", "");
    return kept + "-" + Rendered.hash(name).substring(0, DIGITS);
  }
}
