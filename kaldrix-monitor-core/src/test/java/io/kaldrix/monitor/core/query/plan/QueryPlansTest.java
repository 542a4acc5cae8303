package io.kaldrix.monitor.core.query.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.core.query.PromQlEngine;
import io.kaldrix.monitor.core.query.QueryLimits;
import io.kaldrix.monitor.core.series.InMemorySeriesStore;
import io.kaldrix.monitor.core.series.Row;
import io.kaldrix.monitor.core.series.SeriesLimits;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryPlansTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Labels A = Labels.of("__name__", "requests_total", "x", "a");
  private static final Labels B = Labels.of("__name__", "requests_total", "x", "b");

  private final InMemorySeriesStore store =
      new InMemorySeriesStore(
          new SeriesLimits(Duration.ofHours(2), 64 << 20, 1000)
              .withOutOfOrderWindow(Duration.ofHours(1)));
  private final QueryPlans plans =
      new QueryPlans(new PromQlEngine(store, QueryLimits.DEFAULT), store.head());

  private static Instant tick(int number) {
    return START.plusSeconds(10L * number);
  }

  private void append(Labels labels, int tick, double value) {
    store.append(labels, tick(tick), value);
  }

  private static Map<Labels, Double> ask(PlannedQuery query, Instant at) {
    Map<Labels, Double> answer = new HashMap<>();
    query.evaluate(at, answer::put);
    return answer;
  }

  @Test
  void aRuleSeesWhatAnEarlierOneRecordedAtTheSameTick() {
    PlannedQuery sum = plans.prepare("sum(requests_total)");
    PlannedQuery recorded = plans.prepare("recorded + 1");
    PlannedQuery window = plans.prepare("sum_over_time(recorded[1m])");
    for (int i = 1; i <= 5; i++) {
      int tick = i;
      append(A, i, i);
      ask(recorded, tick(i)); // asked before and behind the write
      ask(window, tick(i));
      sum.evaluate(
          tick(i), (labels, value) -> append(Labels.of("__name__", "recorded"), tick, value));
      assertThat(ask(recorded, tick(i))).containsExactly(Map.entry(Labels.EMPTY, i + 1.0));
      assertThat(ask(window, tick(i)).values()).containsExactly(i * (i + 1) / 2.0);
    }
  }

  @Test
  void aLateSampleCountsInEveryWindowThatHasPassedItsRow() {
    PlannedQuery sum = plans.prepare("sum_over_time(requests_total{x=\"b\"}[5m])");
    PlannedQuery least = plans.prepare("min_over_time(requests_total{x=\"b\"}[5m])");
    for (int i = 1; i <= 6; i++) {
      append(A, i, i);
      if (i != 3) {
        append(B, i, 10);
      }
      ask(sum, tick(i));
      ask(least, tick(i));
    }
    append(B, 3, 1);
    assertThat(ask(sum, tick(6)).values()).containsExactly(51.0);
    assertThat(ask(least, tick(6)).values()).containsExactly(1.0);
  }

  @Test
  void whoLooksAtAnEarlierTimeHasWindowsOfItsOwn() {
    PlannedQuery now = plans.prepare("increase(requests_total[1m])");
    PlannedQuery delayed = plans.prepare("increase(requests_total[1m])");
    for (int i = 0; i < 40; i++) {
      append(A, i, 3 * i);
      if (i > 20) {
        assertThat(ask(now, tick(i)).values()).containsExactly(18.0);
        assertThat(ask(delayed, tick(i - 6)).values()).containsExactly(18.0);
      }
    }
    assertThat(now.lane()).isZero();
    assertThat(delayed.lane()).isEqualTo(1);
  }

  @Test
  void whatIsRefusedIsRefusedInTheInterpretersWords() {
    append(A, 1, 1);
    append(B, 1, 1);
    PlannedQuery ambiguous = plans.prepare("requests_total + on(y) requests_total");
    assertThatThrownBy(() -> ask(ambiguous, tick(1)))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("found duplicate series for the match group");
    assertThat(plans.interpretedAfterAll()).isEqualTo(1);
  }

  @Test
  void itIsCountedWhichWayExpressionsAreEvaluated() {
    plans.prepare("rate(requests_total[5m]) > 1");
    plans.prepare("max_over_time(requests_total[5m:1m]) > 1");
    plans.prepare("max_over_time(requests_total[5m:1m])");
    assertThat(plans.count(QueryPlans.Path.COMPILED)).isOne();
    assertThat(plans.count(QueryPlans.Path.PARTLY)).isOne();
    assertThat(plans.count(QueryPlans.Path.INTERPRETED)).isOne();
  }

  @Test
  void aSteadyTickAllocatesNothing() {
    List<PlannedQuery> queries =
        List.of(
            plans.prepare("requests_total > 5"),
            plans.prepare("sum by (x) (rate(requests_total[5m])) > 0"),
            plans.prepare("avg_over_time(requests_total[5m]) / max_over_time(requests_total[5m])"),
            plans.prepare("predict_linear(requests_total[10m], 3600) < 0"),
            plans.prepare("absent(requests_total{x=\"c\"}) or topk(1, requests_total)"),
            plans.prepare("requests_total - on(x) requests_total offset 1m"));
    int a = store.acquire(A);
    int b = store.acquire(B);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ResultSink nobody = (labels, value) -> {};
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3_000; i++) {
      Row row = store.draft();
      row.draftValues()[a] = i;
      row.draftValues()[b] = 2 * i;
      Instant at = tick(i);
      store.publish(row, at.toEpochMilli());
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int j = 0; j < queries.size(); j++) {
        queries.get(j).evaluate(at, nobody);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isZero();
    assertThat(plans.interpretedAfterAll()).isZero();
  }
}
