package io.kaldrix.monitor.core.query.ast;

import java.util.List;

/**
 * Which samples are aggregated together: those that agree in these labels, or in all but these.
 *
 * @param without whether the labels are those that need not agree
 * @param labels names of labels, in the order of the text
 */
public record Grouping(boolean without, List<String> labels) {

  /** Creates a grouping. */
  public Grouping {
    labels = List.copyOf(labels);
  }

  /** All samples are aggregated together. */
  public static final Grouping ALL = new Grouping(false, List.of());
}
