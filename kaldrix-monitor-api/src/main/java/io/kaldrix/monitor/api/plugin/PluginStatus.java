package io.kaldrix.monitor.api.plugin;

/**
 * What became of one plugin at start-up.
 *
 * @param kind the simple name of the interface it provides, such as {@code ChannelProvider}
 * @param name its name, or its class if the name could not be learned
 * @param source the jar, directory or module it comes from, {@code builder} if the host gave it
 * @param state what became of it
 * @param problem what went wrong, empty if nothing did
 */
public record PluginStatus(String kind, String name, String source, State state, String problem) {

  /** What can become of a plugin. */
  public enum State {
    /** It can be used. */
    FOUND,
    /** Configuration says not to use it. */
    DISABLED,
    /** It could not be loaded and was passed over. */
    FAILED
  }
}
