package io.kaldrix.monitor.core.query.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.plugin.testkit.RealPrometheus;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Beside a real Prometheus 2.42, which is asked the same of the same data: equal answers or equal
 * refusals, other than where a later version changed what it says ({@link KnownChange}).
 */
class DifferentialTest {

  @Test
  @Tag("conformance")
  void equalAnswers() throws IOException {
    compare("differential", 1, 14_000);
  }

  @Test
  @Tag("soak")
  void equalAnswersOfMany() throws IOException {
    for (int seed = 2; seed < 12; seed++) {
      compare("differential-" + seed, seed, 50_000);
    }
  }

  private static void compare(String suite, long seed, int count) throws IOException {
    Random random = new Random(seed);
    List<Series> data = ServiceData.series(seed);
    try (RealPrometheus prometheus = RealPrometheus.start()) {
      prometheus.write(data);
      Comparison comparison = new Comparison(data, prometheus);
      OldExpressions expressions = new OldExpressions(random);
      for (int i = 0; i < count; i++) {
        comparison.ask(Question.random(expressions, random));
      }
      comparison.report(suite, "generated from seed " + seed);
      System.out.println(comparison.table());
      assertThat(comparison.failed()).isEmpty();
      assertThat(comparison.count("equal and not empty")).isGreaterThan(count / 3);
      assertThat(comparison.count("equal refusals")).isGreaterThan(count / 50);
      assertThat(comparison.count("range queries equal")).isGreaterThan(count / 10);
      assertThat(comparison.count(Comparison.ROUNDING)).isLessThan(count / 500);
      assertThat(comparison.explained()).isLessThan(count / 50);
    }
  }
}
