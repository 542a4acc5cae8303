package io.kaldrix.monitor.core.series;

import io.kaldrix.monitor.api.label.Labels;
import java.util.List;
import java.util.Optional;

/**
 * Which metrics have the most series, and which had series refused.
 *
 * @param series how many series there are
 * @param limit how many one metric may have
 * @param metrics those with refused series first, most refused first; then the others, largest
 *     first
 */
public record CardinalityReport(int series, int limit, List<Metric> metrics) {

  /** Creates a report. */
  public CardinalityReport {
    metrics = List.copyOf(metrics);
  }

  /**
   * The series of one metric.
   *
   * @param name the metric's name
   * @param series how many it has
   * @param refused how many times a series of it was refused
   * @param refusedFirst the first series that was refused
   * @param widest the label with the most values, absent if its series have no labels
   */
  public record Metric(
      String name,
      int series,
      long refused,
      Optional<Labels> refusedFirst,
      Optional<WidestLabel> widest) {

    /** Returns one line for people. */
    @Override
    public String toString() {
      return name
          + ": "
          + series
          + " series"
          + widest.map(label -> ", " + label).orElse("")
          + (refused == 0 ? "" : ", " + refused + " times one was refused")
          + refusedFirst.map(labels -> ", first " + labels).orElse("");
    }
  }

  /**
   * The label that makes the most of a metric's series.
   *
   * @param name the label's name
   * @param distinctValues how many values it has
   * @param example one of them
   */
  public record WidestLabel(String name, int distinctValues, String example) {

    /** Returns it in words. */
    @Override
    public String toString() {
      return "label '" + name + "' has " + distinctValues + " values such as '" + example + "'";
    }
  }
}
