package io.kaldrix.monitor.core.config;

import io.kaldrix.monitor.api.plugin.Settings;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads labels that a configuration gives to series and alerts. */
final class LabelSettings {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private LabelSettings() {}

  /**
   * Returns names and values.
   *
   * @param section the names and values, nothing else
   */
  static Map<String, String> read(Settings section) {
    Map<String, String> labels = new TreeMap<>();
    for (String name : section.keys()) {
      String value = section.string(name);
      if (!NAME.matcher(name).matches()) {
        throw section.invalid(
            name, "under a name of letters, digits and '_' that does not begin with a digit");
      }
      if (name.startsWith("__")) {
        throw section.invalid(name, "under a name that does not begin with '__'");
      }
      labels.put(name, value);
    }
    return labels;
  }
}
