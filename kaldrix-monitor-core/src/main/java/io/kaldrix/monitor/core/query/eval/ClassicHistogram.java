package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.query.ast.QuotedText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A histogram whose buckets are series that count what is less than or equal to their label {@code
 * le}.
 *
 * <p>Within a bucket values are taken to be spread evenly. What lies in the lowest bucket is taken
 * to be above zero if its bound is.
 *
 * @param labels what identifies it, without {@code le}
 * @param nameless whether the metric's name is to be taken away from the final answer
 * @param buckets by ascending bounds, no bound twice, at least one
 */
record ClassicHistogram(Labels labels, boolean nameless, List<Bucket> buckets) {

  private static final String BOUND = BucketBound.LABEL;

  /** Differences smaller than this, relative to the counts, come from rounding. */
  static final double ROUNDING = 1e-12;

  /**
   * How many values are at most so great.
   *
   * @param bound not NaN
   */
  record Bucket(double bound, double count) {}

  /** Returns the histograms in a vector; warns of elements that are no bucket of any. */
  static List<ClassicHistogram> in(Invocation call, int argument) {
    Map<Labels, List<Bucket>> buckets = new LinkedHashMap<>();
    Map<Labels, Boolean> nameless = new LinkedHashMap<>();
    for (Element element : call.vector(argument)) {
      if (element.isHistogram()) {
        continue;
      }
      String le = element.labels().value(BOUND);
      OptionalDouble bound = BucketBound.of(le);
      if (bound.isEmpty()) {
        call.warn(
            argument,
            "bucket label \"le\" is missing or has a malformed value of "
                + QuotedText.quote(le)
                + nameOf(element.labels()));
        continue;
      }
      Labels labels = element.labels().without(BOUND);
      nameless.merge(labels, element.nameless(), Boolean::logicalOr);
      buckets
          .computeIfAbsent(labels, l -> new ArrayList<>())
          .add(new Bucket(bound.getAsDouble(), element.value()));
    }
    List<ClassicHistogram> histograms = new ArrayList<>();
    buckets.forEach(
        (labels, some) ->
            histograms.add(
                new ClassicHistogram(
                    labels, nameless.getOrDefault(labels, false), coalesced(some))));
    return histograms;
  }

  private static List<Bucket> coalesced(List<Bucket> buckets) {
    List<Bucket> sorted = new ArrayList<>(buckets);
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

  /** Returns which metric it is of, for messages. */
  String nameOf() {
    return nameOf(labels);
  }

  static String nameOf(Labels labels) {
    String name = labels.metricName();
    return name.isEmpty() ? "" : " for metric name " + QuotedText.quote(name);
  }

  /** Returns an element of this histogram's labels, one of them set if its name is not empty. */
  Element element(Invocation call, String label, String value, double result) {
    Labels named = label.isEmpty() ? labels : labels.with(label, value);
    return call.names().removeFrom(new Element(named, nameless, call.atMillis(), result));
  }

  /** Returns whether its last bucket counts everything. */
  boolean isWhole() {
    return buckets.get(buckets.size() - 1).bound() == Double.POSITIVE_INFINITY;
  }

  /** Returns how many values were counted. */
  double observations() {
    return buckets.get(buckets.size() - 1).count();
  }

  /** Returns this histogram without rounding errors: counts that hardly differ are equal. */
  ClassicHistogram withoutRounding() {
    List<Bucket> rounded = new ArrayList<>();
    double before = buckets.get(0).count();
    for (Bucket bucket : buckets) {
      double limit = ROUNDING * (Math.abs(bucket.count()) + Math.abs(before));
      before = Math.abs(bucket.count() - before) < limit ? before : bucket.count();
      rounded.add(new Bucket(bucket.bound(), before));
    }
    return new ClassicHistogram(labels, nameless, rounded);
  }

  /** Returns this histogram with counts raised that fall below the one before. */
  ClassicHistogram monotonic() {
    List<Bucket> raised = new ArrayList<>();
    double greatest = buckets.get(0).count();
    for (Bucket bucket : buckets) {
      greatest = bucket.count() > greatest ? bucket.count() : greatest;
      raised.add(new Bucket(bucket.bound(), greatest));
    }
    return new ClassicHistogram(labels, nameless, raised);
  }

  /**
   * Returns the {@code q} quantile of a monotonic histogram; values in the highest bucket are taken
   * to be at the bound below.
   */
  double quantile(double q) {
    int last = buckets.size() - 1;
    if (buckets.size() < 2 || observations() == 0) {
      return Double.NaN;
    }
    double rank = q * observations();
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

  /** Returns how many values are below another; a bucket without a bound is not divided. */
  double countBelow(double value) {
    double lower = buckets.get(0).bound() > 0 ? 0 : Double.NEGATIVE_INFINITY;
    double before = 0;
    for (Bucket bucket : buckets) {
      if (lower >= value) {
        return before;
      }
      if (value < bucket.bound()) {
        if (lower == Double.NEGATIVE_INFINITY) {
          return bucket.count();
        }
        double share = (value - lower) / (bucket.bound() - lower); // zero if it has no bound
        return before + (bucket.count() - before) * share;
      }
      lower = bucket.bound();
      before = bucket.count();
    }
    return before;
  }
}
