package io.kaldrix.monitor.core.query.differential;

import io.kaldrix.monitor.core.query.PromQlEngine;
import io.kaldrix.monitor.plugin.testkit.PrometheusReply;
import io.kaldrix.monitor.plugin.testkit.RealPrometheus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * An expression and when it is asked for.
 *
 * @param expression in the language of Prometheus 2.42, or nearly so
 * @param range whether at each step until {@code to}; otherwise at {@code at} alone
 */
record Question(String expression, boolean range, Instant at, Instant to, Duration step) {

  private static final List<Integer> STEP_SECONDS = List.of(15, 60, 77);

  /** Returns a question within the second half of {@link ServiceData}, one in eight for a range. */
  static Question random(OldExpressions expressions, Random random) {
    int half = ServiceData.MINUTES * 30_000;
    long millis = (long) half + random.nextInt(half);
    boolean aligned = random.nextBoolean();
    Instant at = ServiceData.START.plusMillis(aligned ? millis - millis % 15_000 : millis);
    Duration step = Duration.ofSeconds(STEP_SECONDS.get(random.nextInt(STEP_SECONDS.size())));
    Instant to = at.plus(step.multipliedBy(random.nextInt(10)));
    return new Question(expressions.next(), random.nextInt(8) == 0, at, to, step);
  }

  PrometheusReply askedOf(PromQlEngine engine) {
    return Answers.ask(
        () ->
            range
                ? engine.range(expression, at, to, step).value()
                : engine.instant(expression, at).value());
  }

  PrometheusReply askedOf(RealPrometheus prometheus) {
    return range ? prometheus.range(expression, at, to, step) : prometheus.instant(expression, at);
  }

  /** Returns whether the order of samples is part of the answer. */
  boolean ordered() {
    return !range && expression.startsWith("sort");
  }

  @Override
  public String toString() {
    return range
        ? expression + " from " + at + " to " + to + " each " + step
        : expression + " at " + at;
  }
}
