package io.kaldrix.monitor.core.query.script;

import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.StaleMarker;
import io.kaldrix.monitor.core.query.eval.Histograms;
import io.kaldrix.monitor.core.query.eval.SampleSeries;
import io.kaldrix.monitor.core.query.eval.StartTimestamps;
import io.kaldrix.monitor.core.query.histogram.Bucket;
import io.kaldrix.monitor.core.query.histogram.NativeHistogram;
import java.util.List;
import java.util.Optional;

/** One sample of an answer: a number, or a histogram. */
record Sampled(double value, Optional<NativeHistogram> histogram) {

  private static final double TOLERANCE = 1e-6;
  private static final double LEAST_NORMAL = 0x1p-1022;

  static Sampled of(SampleSeries series, int index) {
    return new Sampled(series.samples().value(index), series.histograms().at(index));
  }

  /** Returns the series with nothing but its sample at one instant, if it has one. */
  static Optional<SampleSeries> at(SampleSeries series, long millis) {
    for (int i = 0; i < series.samples().size(); i++) {
      if (series.samples().timestampMillis(i) == millis) {
        return Optional.of(
            new SampleSeries(
                series.labels(),
                Samples.of(new long[] {millis}, new double[] {series.samples().value(i)}),
                StartTimestamps.NONE,
                Histograms.of(List.of(series.histograms().at(i)))));
      }
    }
    return Optional.empty();
  }

  void expect(Point wanted, String what) {
    if (wanted instanceof Point.Histogram expected) {
      NativeHistogram actual =
          histogram.orElseThrow(
              () -> new Mismatch("expected " + what + " " + expected.value() + ", got " + value));
      expectEqual(expected, actual, what);
    } else if (wanted instanceof Point.Valued number) {
      if (histogram.isPresent()) {
        throw new Mismatch("expected " + what + " " + number + ", got " + histogram.get());
      }
      expectEqual(number.value(), value, what);
    }
  }

  private static void expectEqual(Point.Histogram wanted, NativeHistogram actual, String what) {
    NativeHistogram expected = wanted.value();
    boolean same =
        expected.schema() == actual.schema()
            && almostEqual(expected.count(), actual.count())
            && almostEqual(expected.sum(), actual.sum())
            && almostEqual(expected.zeroThreshold(), actual.zeroThreshold())
            && almostEqual(expected.zeroCount(), actual.zeroCount())
            && expected.bounds().equals(actual.bounds())
            && sameBuckets(expected.buckets(), actual.buckets())
            && (!wanted.hinted() || expected.hint() == actual.hint());
    if (!same) {
      throw new Mismatch(
          "expected "
              + what
              + " schema "
              + expected.schema()
              + " "
              + expected.hint()
              + " "
              + expected
              + ", got schema "
              + actual.schema()
              + " "
              + actual.hint()
              + " "
              + actual
              + " threshold "
              + actual.zeroThreshold()
              + " bounds "
              + actual.bounds());
    }
  }

  private static boolean sameBuckets(List<Bucket> expected, List<Bucket> actual) {
    boolean same = expected.size() == actual.size();
    for (int i = 0; same && i < expected.size(); i++) {
      same =
          expected.get(i).upper() == actual.get(i).upper()
              && almostEqual(expected.get(i).count(), actual.get(i).count());
    }
    return same;
  }

  static void expectEqual(double expected, double actual, String what) {
    if (!almostEqual(expected, actual)) {
      throw new Mismatch("expected " + what + " " + expected + ", got " + actual);
    }
  }

  private static boolean almostEqual(double a, double b) {
    if (StaleMarker.is(a) || StaleMarker.is(b)) {
      return StaleMarker.is(a) && StaleMarker.is(b);
    }
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return Double.isNaN(a) && Double.isNaN(b);
    }
    if (a == b) {
      return true;
    }
    double sum = Math.abs(a) + Math.abs(b);
    double difference = Math.abs(a - b);
    if (a == 0 || b == 0 || sum < LEAST_NORMAL) {
      return difference < TOLERANCE * LEAST_NORMAL;
    }
    return difference / Math.min(sum, Double.MAX_VALUE) < TOLERANCE;
  }
}
