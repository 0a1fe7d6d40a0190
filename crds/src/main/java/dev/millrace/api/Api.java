package dev.millrace.api;

/** Group and version of all kinds. */
public final class Api {
  /** The API group. */
  public static final String GROUP = "millrace.dev";

  /** The version of the group. */
  public static final String VERSION = "v1alpha1";

  /** Both, as manifests write them. */
  public static final String API_VERSION = GROUP + "/" + VERSION;

  private Api() {}
}
