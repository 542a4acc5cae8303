package io.kaldrix.monitor.api.plugin;

/**
 * A setting that is missing, unknown or wrong. The message says where, what and what is allowed.
 */
public final class SettingsException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final transient Origin origin;

  /** Creates the exception; the message begins with the place. */
  public SettingsException(Origin origin, String problem) {
    super(origin + ": " + problem);
    this.origin = origin;
  }

  /** Returns where the trouble stands. */
  public Origin origin() {
    return origin;
  }
}
