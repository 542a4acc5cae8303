package io.kaldrix.monitor.core.state;

import io.kaldrix.monitor.api.engine.StateStore;
import java.util.regex.Pattern;

/** What keys may look like. */
final class StateKeys {

  private static final Pattern SHAPE = Pattern.compile(StateStore.KEY_PATTERN);

  private StateKeys() {}

  static String checked(String key) {
    if (!SHAPE.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "state key is '" + key + "', must look like " + StateStore.KEY_PATTERN);
    }
    return key;
  }
}
