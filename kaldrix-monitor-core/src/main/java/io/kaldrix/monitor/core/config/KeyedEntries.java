package io.kaldrix.monitor.core.config;

import io.kaldrix.monitor.api.plugin.Origin;
import io.kaldrix.monitor.api.plugin.SettingValue;
import io.kaldrix.monitor.api.plugin.SettingsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gathers the entries of one mapping while it is read, each key once. For one thread. */
final class KeyedEntries {

  private final SettingPath path;
  private final Origin origin;
  private final Map<String, SettingValue.Entry> entries = new LinkedHashMap<>();
  private final Map<String, SettingValue.Entry> merged = new LinkedHashMap<>();

  KeyedEntries(SettingPath path, Origin origin) {
    this.path = path;
    this.origin = origin;
  }

  /**
   * Returns the path of the value under a key that has just been read.
   *
   * @throws SettingsException if the mapping has that key already
   */
  SettingPath path(String key, Origin keyOrigin) {
    SettingValue.Entry first = entries.get(key);
    if (first != null) {
      throw new SettingsException(
          keyOrigin,
          Placeholders.shown(path.key(key).text()) + " is given twice, first at " + first.origin());
    }
    return path.key(key);
  }

  /** Adds an entry whose key {@link #path} has let pass. */
  void add(Origin keyOrigin, String key, SettingValue value) {
    entries.put(key, new SettingValue.Entry(keyOrigin, key, value));
  }

  /**
   * Adds the entries of a mapping, or of each in a list of mappings, whose keys this mapping has
   * not; an earlier one's count before a later one's.
   *
   * @throws SettingsException if the value is neither
   */
  void merge(SettingValue value) {
    if (value instanceof SettingValue.Mapping mapping) {
      mapping.entries().forEach(entry -> merged.putIfAbsent(entry.key(), entry));
    } else if (value instanceof SettingValue.Listing listing
        && listing.values().stream().allMatch(SettingValue.Mapping.class::isInstance)) {
      listing.values().forEach(this::merge);
    } else {
      throw new SettingsException(
          value.origin(), "'<<' is " + value.shown() + ", must be a mapping or a list of them");
    }
  }

  /** Returns the mapping of what was added. */
  SettingValue.Mapping mapping() {
    Map<String, SettingValue.Entry> all = new LinkedHashMap<>(merged);
    all.putAll(entries);
    return new SettingValue.Mapping(origin, new ArrayList<>(all.values()));
  }
}
