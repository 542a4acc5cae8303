package io.kaldrix.monitor.core.query.differential;

import io.kaldrix.monitor.api.query.QueryValue;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.core.query.PromQlEngine;
import io.kaldrix.monitor.core.query.QueryDialect;
import io.kaldrix.monitor.core.query.QueryLimits;
import io.kaldrix.monitor.plugin.testkit.PrometheusReply;
import io.kaldrix.monitor.plugin.testkit.RealPrometheus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("conformance")
class DifferentialTest {

  @Test
  void randomExpressions() {
    List<Series> data = ServiceData.series(1);
    int count = Integer.getInteger("n", 2000);
    Random random = new Random(Long.getLong("s", 1));
    OldExpressions expressions = new OldExpressions(random);
    FixedSeries fixed = new FixedSeries(data);
    PromQlEngine engine = new PromQlEngine(fixed, QueryLimits.DEFAULT, QueryDialect.PROMETHEUS_2);
    int refused = 0;
    int empty = 0;
    int differences = 0;
    long ourNanos = 0;
    long theirNanos = 0;
    try (RealPrometheus prometheus = RealPrometheus.start()) {
      prometheus.write(data);
      for (int i = 0; i < count; i++) {
        String expression = expressions.next();
        long millis = 1_800_000 + random.nextInt(1_800_000);
        if (random.nextBoolean()) {
          millis -= millis % 15_000;
        }
        Instant at = ServiceData.START.plusMillis(millis);
        boolean range = i % 8 == 7;
        Duration step = Duration.ofSeconds(List.of(15, 60, 77).get(random.nextInt(3)));
        Instant to = at.plus(step.multipliedBy(random.nextInt(10)));
        Function<PromQlEngine, PrometheusReply> ask =
            e ->
                Answers.ask(
                    () ->
                        range
                            ? e.range(expression, at, to, step).value()
                            : e.instant(expression, at).value());
        long start = System.nanoTime();
        PrometheusReply ours = ask.apply(engine);
        long middle = System.nanoTime();
        PrometheusReply theirs =
            range ? prometheus.range(expression, at, to, step) : prometheus.instant(expression, at);
        ourNanos += middle - start;
        theirNanos += System.nanoTime() - middle;
        boolean ordered = expression.startsWith("sort");
        Optional<String> difference = Answers.difference(ours, theirs, ordered);
        if (theirs instanceof PrometheusReply.Refused) {
          refused++;
        }
        if (theirs instanceof PrometheusReply.Answered a
            && a.value() instanceof QueryValue.InstantVector v
            && v.samples().isEmpty()) {
          empty++;
        }
        if (difference.isPresent()) {
          String how = "REAL";
          for (int noise = 0; noise < 4 && how.equals("REAL"); noise++) {
            PromQlEngine noisy =
                new PromQlEngine(
                    fixed.withNoise(1e-14, new Random(noise)),
                    QueryLimits.DEFAULT,
                    QueryDialect.PROMETHEUS_2);
            if (Answers.difference(ours, ask.apply(noisy), ordered).isPresent()) {
              how = "ROUNDING";
            }
          }
          differences++;
          String d = difference.get();
          System.out.println(
              "#"
                  + i
                  + " "
                  + how
                  + " "
                  + (range ? "range " + at + " " + to + " " + step : at)
                  + "\n   "
                  + expression
                  + "\n   "
                  + (d.length() > 900 ? d.substring(0, 900) : d));
        }
      }
    }
    System.out.println(
        "differences "
            + differences
            + " refused "
            + refused
            + " empty "
            + empty
            + " ours ms "
            + ourNanos / 1000000
            + " theirs "
            + theirNanos / 1000000);
  }
}
