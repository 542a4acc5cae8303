package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.engine.StateStore;
import java.io.IOException;
import java.util.Optional;

/** Keeps the alerts of a rule engine over a restart. For one thread. */
public interface AlertMemory {

  /**
   * Returns what was written last, empty if nothing was.
   *
   * @throws IOException if it cannot be read
   */
  Optional<byte[]> read() throws IOException;

  /**
   * Replaces what is kept.
   *
   * @throws IOException if it cannot be kept
   */
  void write(byte[] alerts) throws IOException;

  /** Returns a memory in a store, under the key {@code rules/alerts}. */
  static AlertMemory in(StateStore store) {
    String key = "rules/alerts";
    return new AlertMemory() {
      @Override
      public Optional<byte[]> read() throws IOException {
        return store.read(key);
      }

      @Override
      public void write(byte[] alerts) throws IOException {
        store.write(key, alerts);
      }
    };
  }
}
