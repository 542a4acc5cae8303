package io.kaldrix.monitor.core.exposition;

import io.kaldrix.monitor.api.label.Label;
import java.util.HashSet;
import java.util.Set;

/** Sees to it that a series has no label twice, not even with an empty value. */
final class LabelNames {

  private final Set<String> seen = new HashSet<>();

  /** Returns the name, which may come once. */
  String once(String name, LineCursor cursor) {
    if (!seen.add(name)) {
      throw cursor.refused("label '" + LineCursor.shown(name) + "' is given twice");
    }
    if (name.equals(Label.METRIC_NAME)) {
      throw cursor.refused(
          "label '" + name + "' stands among the labels, must stand before them as the name");
    }
    return name;
  }
}
