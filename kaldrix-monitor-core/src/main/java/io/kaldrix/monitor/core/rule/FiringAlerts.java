package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.rule.Dependency;

/** Says which alerts of other rules fire. */
@FunctionalInterface
interface FiringAlerts {

  /** Nothing fires. */
  FiringAlerts NONE = (dependency, labels) -> false;

  /** Returns whether an alert fires that keeps one of {@code labels} from beginning to. */
  boolean holdBack(Dependency dependency, Labels labels);
}
