package io.kaldrix.monitor.core.template.value;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A map made by a template's function, of anything; a key that it lacks is no value. */
public final class AnyMap extends AbstractMap<String, @Nullable Object> {

  private final Map<String, @Nullable Object> entries;

  /** Creates a map of a copy of {@code entries}. */
  public AnyMap(Map<String, @Nullable Object> entries) {
    this.entries = Collections.unmodifiableMap(new TreeMap<>(entries));
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    return entries.entrySet();
  }
}
