package io.kaldrix.monitor.api.engine;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Keeps bytes under keys over a restart. May be shared between threads. */
public interface StateStore extends AutoCloseable {

  /** What a key looks like: parts of letters, digits, {@code . _ -}, joined by slashes. */
  String KEY_PATTERN = "[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*";

  /**
   * Returns what was written last under {@code key}, empty if nothing was.
   *
   * @throws IOException if it cannot be read or was damaged
   * @throws IllegalArgumentException if {@code key} does not look like {@link #KEY_PATTERN}
   */
  Optional<byte[]> read(String key) throws IOException;

  /**
   * Replaces what is kept under {@code key}: all or nothing, and kept once this returns.
   *
   * @throws IOException if it cannot be kept; what was there before is still there
   * @throws IllegalArgumentException if {@code key} does not look like {@link #KEY_PATTERN}
   */
  void write(String key, byte[] value) throws IOException;

  /**
   * Forgets what is kept under {@code key}, if anything is.
   *
   * @throws IOException if that cannot be done
   */
  void delete(String key) throws IOException;

  /**
   * Returns the keys that begin with {@code prefix}, in ascending order.
   *
   * @throws IOException if they cannot be read
   */
  List<String> keys(String prefix) throws IOException;

  /** Lets go of files and connections. */
  @Override
  default void close() {}
}
