package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Label sets, asked which others have all labels of one of them. */
final class LabelCover {

  private final Map<Set<String>, Set<Labels>> byNames = new HashMap<>();

  /** Takes the label sets of an answer, without their metrics' names. */
  static LabelCover of(Answer answer) {
    LabelCover cover = new LabelCover();
    for (int i = 0; i < answer.size(); i++) {
      Labels labels = answer.labels(i).without(Label.METRIC_NAME);
      cover.byNames.computeIfAbsent(labels.asMap().keySet(), names -> new HashSet<>()).add(labels);
    }
    return cover;
  }

  /** Returns whether {@code labels} has all labels of one of the sets. */
  boolean covers(Labels labels) {
    for (Map.Entry<Set<String>, Set<Labels>> each : byNames.entrySet()) {
      if (each.getValue().contains(labels.keep(each.getKey()))) {
        return true;
      }
    }
    return false;
  }
}
