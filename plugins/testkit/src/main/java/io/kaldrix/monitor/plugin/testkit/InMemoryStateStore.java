package io.kaldrix.monitor.plugin.testkit;

import io.kaldrix.monitor.api.engine.StateStore;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A state store for tests, which forgets everything with the object. */
public final class InMemoryStateStore implements StateStore {

  private static final Pattern KEY = Pattern.compile(KEY_PATTERN);

  private final TreeMap<String, byte[]> values = new TreeMap<>();
  private long writes;

  /** Creates an empty store. */
  public InMemoryStateStore() {}

  @Override
  public synchronized Optional<byte[]> read(String key) {
    return Optional.ofNullable(values.get(checked(key))).map(byte[]::clone);
  }

  @Override
  public synchronized void write(String key, byte[] value) {
    values.put(checked(key), value.clone());
    writes++;
  }

  @Override
  public synchronized void delete(String key) {
    values.remove(checked(key));
  }

  @Override
  public synchronized List<String> keys(String prefix) {
    return values.tailMap(prefix).keySet().stream()
        .takeWhile(key -> key.startsWith(prefix))
        .toList();
  }

  /** Returns how often something was written. */
  public synchronized long writes() {
    return writes;
  }

  private static String checked(String key) {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("key is '" + key + "', must look like " + KEY_PATTERN);
    }
    return key;
  }
}
