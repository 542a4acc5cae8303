package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import java.util.Set;

/**
 * When a metric's name is taken away from what is calculated from it: the rate of a counter is no
 * counter of that name. Labels that describe a metric ({@code __type__}, {@code __unit__}) go with
 * its name.
 */
public enum NameRemoval {
  /** At once, as Prometheus does by default. */
  AT_ONCE {
    @Override
    Element removeFrom(Element element) {
      return element.withLabels(withoutName(element.labels()));
    }
  },

  /**
   * From the final answer, so that functions on labels still see it; as Prometheus does with its
   * feature {@code promql-delayed-name-removal}.
   */
  DELAYED {
    @Override
    Element removeFrom(Element element) {
      return element.withNameless(true);
    }
  };

  private static final Set<String> DESCRIBING = Set.of(Label.METRIC_NAME, "__type__", "__unit__");

  abstract Element removeFrom(Element element);

  /** Returns labels without a metric's name and what describes the metric. */
  public static Labels withoutName(Labels labels) {
    return labels.without(DESCRIBING);
  }
}
