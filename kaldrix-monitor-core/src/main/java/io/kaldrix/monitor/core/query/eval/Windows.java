package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.core.query.ast.MatrixSelector;
import io.kaldrix.monitor.core.query.ast.Reach;
import java.util.ArrayList;
import java.util.List;

/** Cuts windows out of series. */
final class Windows {

  private Windows() {}

  /**
   * Returns the window of each series that has samples in it.
   *
   * @param matrix the selector, which says how far beyond the ends it reaches
   * @param start where the windows start
   * @param end where they end
   */
  static List<Window> of(
      EvaluationRules rules,
      List<SampleSeries> series,
      MatrixSelector matrix,
      long start,
      long end) {
    Reach reach = matrix.selector().reach();
    List<Window> windows = new ArrayList<>();
    for (SampleSeries one : series) {
      int first = one.countUntil(rules.openStart(start));
      int size = one.countUntil(end) - first;
      if (reach != Reach.NONE) {
        int before = indexBefore(rules, one, first, start);
        int behind = reach == Reach.SMOOTHED ? indexBehind(rules, one, first + size, end) : 0;
        boolean both = before >= 0 && behind > 0;
        if (size == 0 && !both) {
          continue;
        }
        size += (before >= 0 ? 1 : 0) + (behind > 0 ? 1 : 0);
        first = before >= 0 ? before : first;
      }
      if (size > 0) {
        StartTimestamps starts = rules.startTimestamps() ? one.starts() : StartTimestamps.NONE;
        windows.add(
            new Window(
                one.labels(),
                false,
                one.samples(),
                starts,
                one.histograms(),
                first,
                size,
                start,
                end,
                reach));
      }
    }
    return windows;
  }

  /** Returns the last sample at or before the start, -1 if there is none that is young enough. */
  private static int indexBefore(
      EvaluationRules rules, SampleSeries series, int first, long start) {
    boolean found =
        first > 0
            && series.samples().timestampMillis(first - 1)
                > rules.openStart(start - rules.lookbackMillis());
    return found ? first - 1 : -1;
  }

  /** Returns the first sample behind the end if none is at the end, 0 if there is none near. */
  private static int indexBehind(EvaluationRules rules, SampleSeries series, int next, long end) {
    Samples samples = series.samples();
    boolean atEnd = next > 0 && samples.timestampMillis(next - 1) == end;
    boolean found =
        !atEnd
            && next < samples.size()
            && samples.timestampMillis(next) <= end + rules.lookbackMillis();
    return found ? next : 0;
  }
}
