package io.kaldrix.monitor.api.plugin;

/**
 * What {@link java.util.ServiceLoader} finds, or a host hands to the builder. A plugin has a public
 * constructor without parameters, which does no work.
 */
public interface Plugin {

  /**
   * Returns the name that configuration uses, in lower-kebab-case and unique among plugins of one
   * kind, such as {@code z-score}.
   */
  String name();

  /** Returns where it stands among its kind: lower comes first, equal goes by name. */
  default int order() {
    return 0;
  }
}
