package io.kaldrix.monitor.api.plugin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A text that is never printed: not by {@code toString}, not in errors, logs or exports. */
public final class Secret {

  private final String text;

  /** Creates a secret. */
  public Secret(String text) {
    this.text = text;
  }

  /** Returns the text. Who calls passes it on to where it is needed and nowhere else. */
  public String reveal() {
    return text;
  }

  /** Compares in time that does not depend on the contents. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret
        && MessageDigest.isEqual(
            text.getBytes(StandardCharsets.UTF_8), secret.text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the same for all secrets: a hash would tell something of the text. */
  @Override
  public int hashCode() {
    return 0;
  }

  /** Returns three asterisks. */
  @Override
  public String toString() {
    return "***";
  }
}
