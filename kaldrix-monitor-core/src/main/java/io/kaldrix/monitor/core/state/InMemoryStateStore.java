package io.kaldrix.monitor.core.state;

import io.kaldrix.monitor.api.engine.StateStore;
import io.kaldrix.monitor.api.engine.StateStoreProvider;
import io.kaldrix.monitor.api.plugin.Settings;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Keeps state as long as the process lives: nothing survives a restart. Thread-safe. */
public final class InMemoryStateStore implements StateStore {

  private final NavigableMap<String, byte[]> values = new ConcurrentSkipListMap<>();

  @Override
  public Optional<byte[]> read(String key) {
    return Optional.ofNullable(values.get(StateKeys.checked(key))).map(byte[]::clone);
  }

  @Override
  public void write(String key, byte[] value) {
    values.put(StateKeys.checked(key), value.clone());
  }

  @Override
  public void delete(String key) {
    values.remove(StateKeys.checked(key));
  }

  @Override
  public List<String> keys(String prefix) {
    return values.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
  }

  /** Offers the store under the name {@code memory}. */
  public static final class Provider implements StateStoreProvider {

    /** Creates the provider. */
    public Provider() {}

    @Override
    public String name() {
      return "memory";
    }

    @Override
    public StateStore open(Settings settings) {
      return new InMemoryStateStore();
    }
  }
}
