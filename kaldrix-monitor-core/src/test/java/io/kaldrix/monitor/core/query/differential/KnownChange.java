package io.kaldrix.monitor.core.query.differential;

import io.kaldrix.monitor.plugin.testkit.PrometheusReply;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One way in which Prometheus 3 differs from 2.42, and we with it.
 *
 * @param name short, for tables
 * @param reference where it was changed, such as a pull request of prometheus/prometheus
 * @param explains whether a difference may come of it
 */
record KnownChange(String name, String reference, Predicate<Case> explains) {

  /**
   * One difference.
   *
   * @param expression what was asked
   * @param ours our reply
   * @param theirs theirs
   */
  record Case(String expression, PrometheusReply ours, PrometheusReply theirs) {

    boolean asks(String pattern) {
      return Pattern.compile(pattern).matcher(expression).find();
    }

    boolean theyRefuse(String pattern) {
      return refuses(theirs, pattern);
    }

    boolean weRefuse(String pattern) {
      return refuses(ours, pattern);
    }

    private static boolean refuses(PrometheusReply reply, String pattern) {
      return reply instanceof PrometheusReply.Refused refused
          && Pattern.compile(pattern).matcher(refused.message()).find();
    }

    boolean bothAnswer() {
      return ours instanceof PrometheusReply.Answered && theirs instanceof PrometheusReply.Answered;
    }
  }

  static final List<KnownChange> ALL =
      List.of(
          new KnownChange(
              "label names may be any UTF-8",
              "3.0",
              difference ->
                  difference.theyRefuse("invalid (destination |source )?label name")
                      || difference.theyRefuse("unexpected string .* in (grouping|label matching)")
                      || difference.theyRefuse("invalid label value \"")),
          new KnownChange(
              "a duration may be a number of seconds, and a number a duration",
              "#9138, 3.0",
              difference ->
                  difference.theyRefuse(
                      "missing unit character in duration|expected duration|bad duration syntax"
                          + "|bad number or duration syntax|unexpected duration")),
          new KnownChange(
              "a text or range in parentheses is what it was",
              "#16880, 3.6",
              difference ->
                  difference.theyRefuse(
                      "unexpected result in StepInvariantExpr|unexpected number of samples")),
          new KnownChange(
              "operators </ and >/ on histograms",
              "3.x",
              difference -> difference.theyRefuse("unexpected <op:/>") && difference.asks("[<>]/")),
          new KnownChange(
              "several partners are refused even if a comparison leaves one",
              "#17668, 3.9",
              difference -> difference.weRefuse("many-to-one matching must be explicit")),
          new KnownChange(
              "histogram_fraction of classic histograms",
              "#16095, 3.4",
              difference -> difference.asks("histogram_fraction")),
          new KnownChange(
              "atan2 takes the metric's name away",
              "#12595, 2.47",
              difference -> difference.asks("atan2")),
          new KnownChange(
              "stddev and stdvar of one infinite or undefined value are NaN",
              "#14941, 3.0",
              difference -> difference.bothAnswer() && difference.asks("std(dev|var)\\b")),
          new KnownChange(
              "topk and bottomk keep the first of what is not a number",
              "#12190, 2.44",
              difference -> difference.bothAnswer() && difference.asks("(top|bottom)k")),
          new KnownChange(
              "histogram_quantile passes over falls that rounding makes",
              "#13153, 2.49",
              difference -> difference.bothAnswer() && difference.asks("histogram_quantile")),
          new KnownChange(
              "a counter is extrapolated by half a distance where the range begins far off",
              "#13725, 2.51",
              difference -> difference.bothAnswer() && difference.asks("(rate|increase)\\(")),
          new KnownChange(
              "predict_linear of a range fixed by @ looks at the same range at each step",
              "#13559, 2.50",
              difference ->
                  difference.bothAnswer()
                      && difference.asks("predict_linear\\(")
                      && difference.asks(" @ ")),
          new KnownChange(
              "a subquery shorter than its step has no samples, of what @ fixes either",
              "ours: 2.42 gives one from after the range",
              difference ->
                  difference.bothAnswer() && difference.asks("\\[\\w+:") && difference.asks(" @ ")),
          new KnownChange(
              "sums beyond the greatest number are infinite",
              "#14362, 2.54",
              difference ->
                  difference.bothAnswer()
                      && difference.asks("(sum|avg|stddev|stdvar)_over_time\\(")),
          new KnownChange(
              "dates beyond a billion years are NaN",
              "ours: Go leaves open which integer such a number becomes",
              difference ->
                  difference.bothAnswer()
                      && difference.asks("(minute|hour|day_of_\\w+|days_in_month|month|year)\\(")));

  static Optional<KnownChange> explaining(Case difference) {
    return ALL.stream().filter(change -> change.explains().test(difference)).findFirst();
  }
}
