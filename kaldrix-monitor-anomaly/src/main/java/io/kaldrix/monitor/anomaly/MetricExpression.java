package io.kaldrix.monitor.anomaly;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says in PromQL what a statistic of a CloudWatch metric is: over a period, of all series that the
 * metric may be here, of which the first that there are count. A gauge gives its samples, a counter
 * what it has grown by, a timer or distribution its values; of the latter, the least and ranks are
 * not kept.
 */
final class MetricExpression {

  static final String ALLOWED =
      "Average, Sum, Minimum, Maximum, SampleCount, or p and a rank such as p99";

  private static final Pattern RANK = Pattern.compile("p(\\d{1,2}(?:\\.\\d{1,10})?|100)");

  private MetricExpression() {}

  /** Returns the expression, empty if there is no such statistic. */
  static Optional<String> of(String namespace, String metric, String stat, Duration period) {
    String over = "[" + period.toSeconds() + "s]";
    return Shape.of(stat)
        .map(
            shape -> {
              List<String> any = new ArrayList<>();
              for (String base : MetricNames.bases(namespace, metric)) {
                MetricNames.GAUGE_ENDINGS.forEach(
                    end -> any.add(shape.gauge().apply(base + end + over)));
                MetricNames.COUNTER_ENDINGS.forEach(
                    end -> any.add(shape.counter().apply(base + end + over)));
                MetricNames.DISTRIBUTION_ENDINGS.forEach(
                    end -> shape.ofDistribution(base + end, over).ifPresent(any::add));
              }
              return String.join(" or ", any);
            });
  }

  /**
   * How a statistic is said.
   *
   * @param gauge of a range of a gauge
   * @param counter of a range of a counter
   * @param distribution of a distribution, in which {@code NAME} and {@code [P]} are replaced;
   *     empty if that cannot be told
   */
  private record Shape(
      UnaryOperator<String> gauge, UnaryOperator<String> counter, String distribution) {

    Optional<String> ofDistribution(String name, String over) {
      return distribution.isEmpty()
          ? Optional.empty()
          : Optional.of(distribution.replace("NAME", name).replace("[P]", over));
    }

    static Optional<Shape> of(String stat) {
      String sum = "sum(increase(NAME_sum[P]))";
      String count = "sum(increase(NAME_count[P]))";
      return switch (stat.toLowerCase(Locale.ROOT)) {
        case "average", "avg" ->
            // All samples count alike, however many a series has.
            shape(
                range ->
                    "(sum(sum_over_time(" + range + ")) / sum(count_over_time(" + range + ")))",
                range -> "avg(increase(" + range + "))",
                "(" + sum + " / (" + count + " > 0))");
        case "sum" ->
            shape(
                range -> "sum(sum_over_time(" + range + "))",
                range -> "sum(increase(" + range + "))",
                sum);
        case "minimum", "min" -> plain("min", "min_over_time", "");
        case "maximum", "max" -> plain("max", "max_over_time", "max(max_over_time(NAME_max[P]))");
        case "samplecount", "count" ->
            shape(
                range -> "sum(count_over_time(" + range + "))",
                range -> "sum(count_over_time(" + range + "))",
                count);
        default -> ofRank(stat);
      };
    }

    private static Optional<Shape> ofRank(String stat) {
      Matcher rank = RANK.matcher(stat);
      if (!rank.matches()) {
        return Optional.empty();
      }
      String quantile = new BigDecimal(rank.group(1)).movePointLeft(2).toPlainString();
      return shape(
          range -> "max(quantile_over_time(" + quantile + ", " + range + "))",
          range -> "quantile(" + quantile + ", increase(" + range + "))",
          "");
    }

    private static Optional<Shape> plain(String all, String over, String distribution) {
      return shape(
          range -> all + "(" + over + "(" + range + "))",
          range -> all + "(increase(" + range + "))",
          distribution);
    }

    private static Optional<Shape> shape(
        UnaryOperator<String> gauge, UnaryOperator<String> counter, String distribution) {
      return Optional.of(new Shape(gauge, counter, distribution));
    }
  }
}
