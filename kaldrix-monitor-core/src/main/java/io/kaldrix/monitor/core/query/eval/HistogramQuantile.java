package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.core.query.ast.NumberText;
import io.kaldrix.monitor.core.query.ast.QuotedText;
import io.kaldrix.monitor.core.query.histogram.NativeHistogram;
import io.kaldrix.monitor.core.query.histogram.Quantile;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Quantiles over time, and of histograms. */
final class HistogramQuantile {

  private HistogramQuantile() {}

  static String invalidQuantile(double q) {
    return "quantile value should be between 0 and 1, got " + NumberText.of(q);
  }

  private static double quantileOf(Invocation call, int argument) {
    double q = call.scalar(argument);
    if (!(q >= 0 && q <= 1)) {
      call.warn(argument, invalidQuantile(q));
    }
    return q;
  }

  /** {@code quantile_over_time(q, m)}. */
  static Value overTime(Invocation call) {
    double q = quantileOf(call, 0);
    return call.reduced(1, window -> OptionalDouble.of(Quantiles.quantile(q, window.values())));
  }

  /** {@code histogram_quantile(q, v)}. */
  static Value one(Invocation call) {
    double q = quantileOf(call, 0);
    List<Element> results = new ArrayList<>();
    HistogramVector histograms = HistogramVector.of(call, 1);
    for (Element element : histograms.natives()) {
      results.add(call.names().removeFrom(element.withValue(quantile(call, 1, q, element))));
    }
    for (ClassicHistogram histogram : histograms.classics()) {
      results.add(histogram.element(call, "", "", quantile(call, 1, q, histogram)));
    }
    return new Value.Vector(results);
  }

  /** {@code histogram_quantiles(v, label, q…)}: one element for each, told apart by the label. */
  static Value several(Invocation call) {
    String label = call.text(1);
    if (label.isEmpty() || !QuotedText.isValid(label)) {
      throw call.error(1, "invalid label name " + QuotedText.quote(label));
    }
    HistogramVector histograms = HistogramVector.of(call, 0);
    List<Element> results = new ArrayList<>();
    for (int i = 2; i < call.size(); i++) {
      double q = quantileOf(call, i);
      for (Element element : histograms.natives()) {
        Element result = element.withValue(quantile(call, 0, q, element));
        results.add(
            call.names().removeFrom(result.withLabels(result.labels().with(label, labelValue(q)))));
      }
      for (ClassicHistogram histogram : histograms.classics()) {
        double result = quantile(call, 0, q, histogram);
        results.add(histogram.element(call, label, labelValue(q), result));
      }
    }
    return new Value.Vector(results);
  }

  /** Returns a quantile as OpenMetrics writes it, whole numbers with a fraction of zero. */
  private static String labelValue(double q) {
    String plain = NumberText.plain(q);
    boolean whole = Double.isFinite(q) && plain.indexOf('.') < 0;
    return whole ? plain + ".0" : plain;
  }

  private static double quantile(Invocation call, int argument, double q, Element element) {
    if (!(q >= 0 && q <= 1)) {
      return Double.isNaN(q) ? q : q < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    NativeHistogram histogram = element.asHistogram().orElseThrow();
    double quantile = Quantile.of(histogram, q);
    if (Quantile.notNumbers(histogram) > 0) {
      call.inform(
          argument,
          "input to histogram_quantile has NaN observations, result is "
              + (Double.isNaN(quantile) ? "NaN" : "skewed higher")
              + ClassicHistogram.nameOf(element.labels()));
    }
    return quantile;
  }

  private static double quantile(
      Invocation call, int argument, double q, ClassicHistogram histogram) {
    if (Double.isNaN(q)) {
      return Double.NaN;
    }
    if (q < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (q > 1) {
      return Double.POSITIVE_INFINITY;
    }
    if (!histogram.isWhole()) {
      return Double.NaN;
    }
    ClassicHistogram rounded = histogram.withoutRounding();
    ClassicHistogram monotonic = rounded.monotonic();
    if (!monotonic.equals(rounded)) {
      call.inform(
          argument,
          "input to histogram_quantile needed to be fixed for monotonicity (see"
              + " https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)"
              + histogram.nameOf());
    }
    return monotonic.quantile(q);
  }
}
