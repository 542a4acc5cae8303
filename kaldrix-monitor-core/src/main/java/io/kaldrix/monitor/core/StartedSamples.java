package io.kaldrix.monitor.core;

import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.core.query.eval.Histograms;
import io.kaldrix.monitor.core.query.eval.SampleReader;
import io.kaldrix.monitor.core.query.eval.SampleSeries;
import io.kaldrix.monitor.core.query.eval.StartTimestamps;
import io.kaldrix.monitor.core.series.InMemorySeriesStore;
import io.kaldrix.monitor.core.series.SeriesStarts;
import io.kaldrix.monitor.core.series.StartedSeries;
import java.time.Instant;
import java.util.List;

/** Reads for queries what the store knows, when the counting of counters began among it. */
final class StartedSamples implements SampleReader {

  private final InMemorySeriesStore store;

  StartedSamples(InMemorySeriesStore store) {
    this.store = store;
  }

  @Override
  public List<SampleSeries> read(List<Matcher> matchers, Instant from, Instant to) {
    return store.selectStarted(matchers, from, to).stream().map(StartedSamples::read).toList();
  }

  private static SampleSeries read(StartedSeries started) {
    Samples samples = started.series().samples();
    return new SampleSeries(
        started.series().labels(), samples, starts(samples, started.starts()), Histograms.NONE);
  }

  private static StartTimestamps starts(Samples samples, SeriesStarts known) {
    if (known.isEmpty()) {
      return StartTimestamps.NONE;
    }
    long[] millis = new long[samples.size()];
    for (int i = 0; i < millis.length; i++) {
      long start = known.at(samples.timestampMillis(i));
      millis[i] = start == SeriesStarts.UNKNOWN ? StartTimestamps.UNKNOWN : start;
    }
    return StartTimestamps.of(millis);
  }
}
