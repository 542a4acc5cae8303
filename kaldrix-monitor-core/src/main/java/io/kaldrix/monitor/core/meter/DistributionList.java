package io.kaldrix.monitor.core.meter;

import io.kaldrix.monitor.core.series.Row;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.HistogramSupport;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Meters with buckets or quantiles, whose number of series differs from meter to meter and, for a
 * long task timer, from tick to tick. Each tick takes a snapshot of each, which allocates. For one
 * thread.
 */
final class DistributionList {

  private record Entry(HistogramSupport meter, boolean isTime, BoundMeter binding) {}

  private final List<Entry> entries = new ArrayList<>();

  void add(HistogramSupport meter, boolean isTime, BoundMeter binding) {
    binding.moveTo(entries.size());
    entries.add(new Entry(meter, isTime, binding));
  }

  /** Takes a meter out; the last one takes its place. */
  void remove(BoundMeter binding) {
    Entry last = entries.remove(entries.size() - 1);
    if (last.binding() != binding) {
      entries.set(binding.place(), last);
      last.binding().moveTo(binding.place());
    }
  }

  /**
   * Writes the values of all meters into a draft.
   *
   * @param reshaped receives each meter that has other series than it was bound with; it has no
   *     samples in this row
   */
  void read(Row draft, Consumer<HistogramSupport> reshaped) {
    double[] row = draft.draftValues();
    for (int i = 0; i < entries.size(); i++) { // an iterator would be garbage at every tick
      Entry entry = entries.get(i);
      HistogramSnapshot snapshot = entry.meter().takeSnapshot();
      if (!write(snapshot, entry.isTime(), row, entry.binding().slots())) {
        reshaped.accept(entry.meter());
      }
    }
  }

  private static boolean write(
      HistogramSnapshot snapshot, boolean isTime, double[] row, int[] slots) {
    CountAtBucket[] buckets = snapshot.histogramCounts();
    ValueAtPercentile[] percentiles = snapshot.percentileValues();
    boolean infinite = buckets.length > 0 && !Double.isFinite(buckets[buckets.length - 1].bucket());
    int further = buckets.length > 0 ? buckets.length + (infinite ? 0 : 1) : percentiles.length;
    if (slots.length != 3 + further) {
      return false;
    }
    double count = snapshot.count();
    int at = 3;
    if (buckets.length > 0) {
      for (CountAtBucket bucket : buckets) {
        row[slots[at++]] = bucket.count();
      }
      double last = buckets[buckets.length - 1].count();
      count = infinite ? last : Math.max(count, last); // buckets may be ahead of the count
      if (!infinite) {
        row[slots[at]] = count;
      }
    } else {
      for (ValueAtPercentile percentile : percentiles) {
        row[slots[at++]] = isTime ? percentile.value(TimeUnit.SECONDS) : percentile.value();
      }
    }
    row[slots[0]] = count;
    row[slots[1]] = isTime ? snapshot.total(TimeUnit.SECONDS) : snapshot.total();
    row[slots[2]] = isTime ? snapshot.max(TimeUnit.SECONDS) : snapshot.max();
    return true;
  }
}
