package io.kaldrix.monitor.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.rule.AlertRule;
import io.kaldrix.monitor.api.rule.Rule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.core.query.PromQlEngine;
import io.kaldrix.monitor.core.query.QueryLimits;
import io.kaldrix.monitor.core.series.InMemorySeriesStore;
import io.kaldrix.monitor.core.series.SeriesLimits;
import io.kaldrix.monitor.plugin.testkit.InMemoryMeters;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuietRulesTest {

  @Test
  void whatHoldsNowhereAllocatesNothing() {
    InMemorySeriesStore store = new InMemorySeriesStore(SeriesLimits.DEFAULTS);
    RuleTemplates templates =
        new RuleTemplates(new PromQlEngine(store, QueryLimits.DEFAULT), Labels.EMPTY, "");
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rules.add(
          AlertRule.when("quiet")
              .holdFor(Duration.ofMinutes(5))
              .keepFiringWhile("quiet")
              .enabledWhen("quiet")
              .occurrences(2, 3)
              .level(Severity.HIGH, "> 0.5")
              .summary("{{ $value }}")
              .named("Quiet" + i));
    }
    Labels series = Labels.of("__name__", "level", "i", "a");
    RuleQueries queries = expression -> (tick, sink) -> sink.accept(series, 0.25);
    RuleEngine engine =
        new RuleEngine(
            List.of(RuleGroup.named("g").rules(rules).of()),
            queries,
            templates,
            store,
            new InMemoryMeters());
    Instant[] ticks = new Instant[2000];
    for (int i = 0; i < ticks.length; i++) {
      ticks[i] = Instant.ofEpochSecond(1_700_000_000 + i * 10L);
    }
    int[] next = {0};
    for (int i = 0; i < 1000; i++) {
      engine.evaluate(ticks[next[0]++]);
    }
    long bytes = Long.MAX_VALUE; // the virtual machine itself may allocate on any thread at times
    for (int round = 0; round < 5; round++) {
      bytes =
          Math.min(
              bytes,
              allocated(
                  () -> {
                    for (int i = 0; i < 200; i++) {
                      engine.evaluate(ticks[next[0]++]);
                    }
                  }));
    }
    assertThat(bytes).isZero();
  }

  private static long allocated(Runnable work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
