package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.query.ast.NumberText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Quantiles over time, and of histograms whose buckets are series that count what is less than or
 * equal to their label {@code le}.
 *
 * <p>Within a bucket values are taken to be spread evenly. What lies in the lowest bucket is taken
 * to be above zero if its bound is; what lies in the highest one is taken to be at the bound below.
 */
final class HistogramQuantile {

  private static final String BOUND = "le";

  /** Differences smaller than this, relative to the counts, come from rounding. */
  private static final double ROUNDING = 1e-12;

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

  private record Bucket(double bound, double count) {}

  private HistogramQuantile() {}

  static String invalidQuantile(double q) {
    return "quantile value should be between 0 and 1, got " + NumberText.of(q);
  }

  private static double quantileOf(Invocation call) {
    double q = call.scalar(0);
    if (!(q >= 0 && q <= 1)) {
      call.warn(0, invalidQuantile(q));
    }
    return q;
  }

  /** {@code quantile_over_time(q, m)}. */
  static Value overTime(Invocation call) {
    double q = quantileOf(call);
    return call.reduced(1, window -> OptionalDouble.of(Quantiles.quantile(q, window.values())));
  }

  /** {@code histogram_quantile(q, v)} of classic histograms. */
  static Value classic(Invocation call) {
    double q = quantileOf(call);
    Map<Labels, List<Bucket>> histograms = new LinkedHashMap<>();
    Map<Labels, Element> members = new LinkedHashMap<>();
    for (Element element : call.vector(1)) {
      Optional<Double> bound = bound(element.labels().value(BOUND));
      if (bound.isEmpty()) {
        call.warn(
            1,
            "bucket label \"le\" is missing or has a malformed value of \""
                + element.labels().value(BOUND)
                + "\""
                + metric(element.labels()));
        continue;
      }
      Labels histogram = element.labels().without(BOUND);
      members.putIfAbsent(histogram, element);
      histograms
          .computeIfAbsent(histogram, labels -> new ArrayList<>())
          .add(new Bucket(bound.get(), element.value()));
    }
    List<Element> results = new ArrayList<>();
    histograms.forEach(
        (labels, buckets) -> {
          Element member = members.getOrDefault(labels, Element.of(labels, call.atMillis(), 0));
          double value = quantile(call, q, labels, buckets);
          Element result = new Element(labels, member.nameless(), call.atMillis(), value);
          results.add(call.names().removeFrom(result));
        });
    return new Value.Vector(results);
  }

  private static String metric(Labels labels) {
    return " for metric name \"" + labels.value(Label.METRIC_NAME) + "\"";
  }

  private static Optional<Double> bound(String text) {
    if (NUMBER.matcher(text).matches()) {
      return Optional.of(Double.valueOf(text));
    }
    return switch (text) {
      case "+Inf", "+inf", "Inf", "inf" -> Optional.of(Double.POSITIVE_INFINITY);
      case "-Inf", "-inf" -> Optional.of(Double.NEGATIVE_INFINITY);
      default -> Optional.empty();
    };
  }

  private static double quantile(Invocation call, double q, Labels labels, List<Bucket> histogram) {
    if (Double.isNaN(q)) {
      return Double.NaN;
    }
    if (q < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (q > 1) {
      return Double.POSITIVE_INFINITY;
    }
    List<Bucket> buckets = coalesced(histogram);
    int last = buckets.size() - 1;
    if (buckets.get(last).bound() != Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    if (madeMonotonic(buckets)) {
      call.inform(
          1,
          "input to histogram_quantile needed to be fixed for monotonicity (see"
              + " https://prometheus.io/docs/practices/histograms/#errors-of-quantile-estimation)"
              + metric(labels));
    }
    double observations = buckets.get(last).count();
    if (buckets.size() < 2 || observations == 0) {
      return Double.NaN;
    }
    double rank = q * observations;
    int hit = 0;
    while (hit < last && !(buckets.get(hit).count() >= rank)) {
      hit++;
    }
    if (hit == last) {
      return buckets.get(last - 1).bound();
    }
    Bucket bucket = buckets.get(hit);
    if (hit == 0 && bucket.bound() <= 0) {
      return bucket.bound();
    }
    Bucket below = hit == 0 ? new Bucket(0, 0) : buckets.get(hit - 1);
    double share = (rank - below.count()) / (bucket.count() - below.count());
    return below.bound() + (bucket.bound() - below.bound()) * share;
  }

  /** Returns the buckets in order of their bounds, those of one bound as one. */
  private static List<Bucket> coalesced(List<Bucket> histogram) {
    List<Bucket> sorted = new ArrayList<>(histogram);
    sorted.sort(Comparator.comparingDouble(Bucket::bound));
    List<Bucket> coalesced = new ArrayList<>();
    for (Bucket bucket : sorted) {
      int last = coalesced.size() - 1;
      if (last >= 0 && coalesced.get(last).bound() == bucket.bound()) {
        double count = coalesced.get(last).count() + bucket.count();
        coalesced.set(last, new Bucket(bucket.bound(), count));
      } else {
        coalesced.add(bucket);
      }
    }
    return coalesced;
  }

  /** Raises counts that fall below the one before; returns whether more than rounding was amiss. */
  private static boolean madeMonotonic(List<Bucket> buckets) {
    boolean fixed = false;
    double before = buckets.get(0).count();
    for (int i = 1; i < buckets.size(); i++) {
      double count = buckets.get(i).count();
      boolean rounding = Math.abs(count - before) < ROUNDING * (Math.abs(count) + Math.abs(before));
      if (count < before || rounding) {
        fixed |= !rounding;
        buckets.set(i, new Bucket(buckets.get(i).bound(), before));
      } else {
        before = count;
      }
    }
    return fixed;
  }
}
