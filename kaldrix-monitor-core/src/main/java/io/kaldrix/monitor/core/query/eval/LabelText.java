package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.label.Labels;
import java.util.StringJoiner;

/** Label sets in messages: all labels in braces, the metric's name among them. */
final class LabelText {

  private LabelText() {}

  static String of(Labels labels) {
    StringJoiner joiner = new StringJoiner(", ", "{", "}");
    labels.forEach(label -> joiner.add(label.toString()));
    return joiner.toString();
  }
}
