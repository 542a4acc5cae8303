package io.kaldrix.monitor.core.config;

import io.kaldrix.monitor.api.plugin.Origin;
import io.kaldrix.monitor.api.plugin.SettingsException;

/**
 * What messages call a value while a file is read, such as {@code rules.groups[0].name}.
 *
 * @param text empty for the whole file
 * @param depth how many mappings and lists are around the value
 */
record SettingPath(String text, int depth) {

  /** The most mappings and lists around a value. */
  static final int DEEPEST = 50;

  /** The whole file. */
  static final SettingPath ROOT = new SettingPath("", 0);

  /** Returns the path of the value under {@code key}. */
  SettingPath key(String key) {
    return new SettingPath(text.isEmpty() ? key : text + "." + key, depth + 1);
  }

  /** Returns the path of a value in a list, the first is 0. */
  SettingPath element(int index) {
    return new SettingPath(text + "[" + index + "]", depth + 1);
  }

  /** Refuses what nests {@code height} levels at this place if that is too deep. */
  void refuseTooDeep(Origin origin, int height) {
    if (depth + height > DEEPEST) {
      throw new SettingsException(
          origin, "mappings and lists nest deeper than " + DEEPEST + " levels");
    }
  }
}
