package io.kaldrix.monitor.core.alarm.engine;

import java.io.IOException;
import java.util.Optional;

/** Keeps where alarms stand over a restart. For one thread. */
public interface AlarmKeeping {

  /** Keeps nothing. */
  AlarmKeeping NONE =
      new AlarmKeeping() {
        @Override
        public Optional<byte[]> read() {
          return Optional.empty();
        }

        @Override
        public void write(byte[] bytes) {}
      };

  /**
   * Returns what was written last, empty if nothing was.
   *
   * @throws IOException if it cannot be read
   */
  Optional<byte[]> read() throws IOException;

  /**
   * Keeps bytes in place of those before.
   *
   * @throws IOException if they cannot be kept
   */
  void write(byte[] bytes) throws IOException;
}
