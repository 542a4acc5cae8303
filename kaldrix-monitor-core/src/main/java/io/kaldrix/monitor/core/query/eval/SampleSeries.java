package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.StaleMarker;
import io.kaldrix.monitor.core.query.histogram.NativeHistogram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Samples that share one label set, with what is known of them besides.
 *
 * @param labels what identifies the series
 * @param samples in ascending order of time
 * @param starts when the counting of each sample began
 * @param histograms which of the samples are histograms
 */
public record SampleSeries(
    Labels labels, Samples samples, StartTimestamps starts, Histograms histograms) {

  /** Returns the series of one sample that an element of a vector is. */
  static SampleSeries of(Element element, long atMillis) {
    return new SampleSeries(
        element.labels(),
        Samples.of(new long[] {atMillis}, new double[] {element.value()}),
        StartTimestamps.NONE,
        element.isHistogram() ? Histograms.of(List.of(element.asHistogram())) : Histograms.NONE);
  }

  /** Returns the series with what is not known of resets found out from the samples before. */
  SampleSeries withHints() {
    if (histograms.isEmpty()) {
      return this;
    }
    List<Optional<NativeHistogram>> hinted = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      Optional<NativeHistogram> before = i == 0 ? Optional.empty() : histograms.at(i - 1);
      hinted.add(histograms.at(i).map(now -> before.map(now::after).orElse(now)));
    }
    return new SampleSeries(labels, samples, starts, Histograms.of(hinted));
  }

  /** Returns the series without stale markers. */
  SampleSeries withoutMarkers() {
    int markers = 0;
    for (int i = 0; i < samples.size(); i++) {
      markers += StaleMarker.is(samples.value(i)) ? 1 : 0;
    }
    if (markers == 0) {
      return this;
    }
    Samples.Builder kept = new Samples.Builder(samples.size() - markers);
    long[] keptStarts = new long[samples.size() - markers];
    List<Optional<NativeHistogram>> keptHistograms = new ArrayList<>();
    int size = 0;
    for (int i = 0; i < samples.size(); i++) {
      if (!StaleMarker.is(samples.value(i))) {
        kept.add(samples.timestampMillis(i), samples.value(i));
        keptStarts[size++] = starts.millis(i);
        keptHistograms.add(histograms.at(i));
      }
    }
    return new SampleSeries(
        labels, kept.build(), StartTimestamps.of(keptStarts), Histograms.of(keptHistograms));
  }

  /** Returns the samples from one instant until another, both included. */
  public SampleSeries between(long fromMillis, long toMillis) {
    int first = countUntil(fromMillis - 1);
    int size = countUntil(toMillis) - first;
    if (size == samples.size()) {
      return this;
    }
    Samples.Builder part = new Samples.Builder(Math.max(0, size));
    for (int i = 0; i < size; i++) {
      part.add(samples.timestampMillis(first + i), samples.value(first + i));
    }
    return new SampleSeries(
        labels, part.build(), starts.from(first, size), histograms.from(first, size));
  }

  /** Returns the series with the samples of another that has the same labels added. */
  public SampleSeries withMissingOf(SampleSeries other) {
    Samples.Builder both = new Samples.Builder(samples.size() + other.samples.size());
    long[] bothStarts = new long[samples.size() + other.samples.size()];
    List<Optional<NativeHistogram>> bothHistograms = new ArrayList<>();
    int here = 0;
    int there = 0;
    int size = 0;
    while (here < samples.size() || there < other.samples.size()) {
      long atHere = here < samples.size() ? samples.timestampMillis(here) : Long.MAX_VALUE;
      long atThere =
          there < other.samples.size() ? other.samples.timestampMillis(there) : Long.MAX_VALUE;
      boolean own = atHere <= atThere;
      SampleSeries from = own ? this : other;
      int index = own ? here : there;
      both.add(Math.min(atHere, atThere), from.samples.value(index));
      bothStarts[size++] = from.starts.millis(index);
      bothHistograms.add(from.histograms.at(index));
      here += own ? 1 : 0;
      there += !own || atHere == atThere ? 1 : 0;
    }
    return new SampleSeries(
        labels,
        both.build(),
        StartTimestamps.of(Arrays.copyOf(bothStarts, size)),
        Histograms.of(bothHistograms));
  }

  /** Returns how many samples are at {@code timestampMillis} or before. */
  int countUntil(long timestampMillis) {
    int low = 0;
    int high = samples.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (samples.timestampMillis(middle) <= timestampMillis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
