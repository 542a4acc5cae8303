package io.kaldrix.monitor.benchmark.rule;

import com.sun.management.ThreadMXBean;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.core.engine.EngineMeterBook;
import io.kaldrix.monitor.core.query.PromQlEngine;
import io.kaldrix.monitor.core.query.QueryDialect;
import io.kaldrix.monitor.core.query.QueryLimits;
import io.kaldrix.monitor.core.query.plan.PlannedQuery;
import io.kaldrix.monitor.core.query.plan.QueryPlans;
import io.kaldrix.monitor.core.query.plan.ResultSink;
import io.kaldrix.monitor.core.rule.RuleEngine;
import io.kaldrix.monitor.core.rule.RuleQuery;
import io.kaldrix.monitor.core.rule.RuleSurroundings;
import io.kaldrix.monitor.core.rule.RuleTemplates;
import io.kaldrix.monitor.core.series.InMemorySeriesStore;
import io.kaldrix.monitor.core.series.Row;
import io.kaldrix.monitor.core.series.SeriesLimits;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules at work in this process, each group measured for itself. For one thread. */
final class InProcess {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final ResultSink NOBODY = (labels, value) -> {};

  private final SyntheticSeries series;
  private final InMemorySeriesStore store;
  private final int[] slots;
  private final QueryPlans plans;
  private final List<RuleEngine> kinds = new ArrayList<>();
  private long tick;

  /** What one cycle cost. */
  static final class Cycle {
    private final long[] cpuNanos;
    private final long allocatedBytes;

    private Cycle(long[] cpuNanos, long allocatedBytes) {
      this.cpuNanos = cpuNanos;
      this.allocatedBytes = allocatedBytes;
    }

    /** Returns the processor time that a kind of rule took. */
    long cpuNanos(int kind) {
      return cpuNanos[kind];
    }

    /** Returns the bytes that all allocated. */
    long allocatedBytes() {
      return allocatedBytes;
    }

    long totalNanos() {
      long total = 0;
      for (long nanos : cpuNanos) {
        total += nanos;
      }
      return total;
    }
  }

  /**
   * Fills a store and prepares the rules.
   *
   * @param lastTick the newest tick of the history
   * @param historyTicks how many there are
   */
  InProcess(
      SyntheticSeries series,
      List<RuleGroup> groups,
      Duration retention,
      long lastTick,
      int historyTicks) {
    this.series = series;
    this.store =
        new InMemorySeriesStore(
            new SeriesLimits(retention, Runtime.getRuntime().maxMemory() * 3 / 4, 100_000_000));
    PromQlEngine engine = new PromQlEngine(store, QueryLimits.DEFAULT, QueryDialect.PROMETHEUS_2);
    this.plans = new QueryPlans(engine, store.head());
    RuleTemplates templates = new RuleTemplates(engine, Labels.EMPTY, "");
    for (RuleGroup group : groups) {
      kinds.add(
          new RuleEngine(
              List.of(group),
              RuleSurroundings.of(
                  expression -> new Planned(plans.prepare(expression)),
                  templates,
                  store,
                  new EngineMeterBook())));
    }
    slots = series.labels().stream().mapToInt(store::acquire).toArray();
    for (tick = lastTick - historyTicks; tick < lastTick; ) {
      advance();
    }
  }

  QueryPlans plans() {
    return plans;
  }

  InMemorySeriesStore store() {
    return store;
  }

  Instant now() {
    return Instant.ofEpochSecond(tick * SyntheticSeries.TICK_SECONDS);
  }

  /** Collects the next tick's values, which is not part of a cycle's cost. */
  void advance() {
    tick++;
    Row row = store.draft();
    double[] values = row.draftValues();
    for (int i = 0; i < slots.length; i++) {
      values[slots[i]] = series.value(i, tick);
    }
    store.publish(row, now().toEpochMilli());
  }

  /** Evaluates all rules at the present tick. */
  Cycle evaluate() {
    Instant now = now();
    long[] nanos = new long[kinds.size()];
    long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < nanos.length; i++) {
      long before = THREADS.getCurrentThreadCpuTime();
      kinds.get(i).evaluate(now);
      nanos[i] = THREADS.getCurrentThreadCpuTime() - before;
    }
    return new Cycle(nanos, THREADS.getCurrentThreadAllocatedBytes() - bytesBefore);
  }

  /** Evaluates expressions alone at the present tick; nobody keeps what they say. */
  Cycle evaluate(List<PlannedQuery> queries) {
    Instant now = now();
    long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
    long before = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < queries.size(); i++) {
      queries.get(i).evaluate(now, NOBODY);
    }
    long nanos = THREADS.getCurrentThreadCpuTime() - before;
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
    return new Cycle(new long[] {nanos}, allocated);
  }

  /** A plan as a rule's query; it is the sink itself, so that a tick makes no object for it. */
  private static final class Planned implements RuleQuery, ResultSink {
    private final PlannedQuery query;
    private @Nullable SampleSink sink;

    Planned(PlannedQuery query) {
      this.query = query;
    }

    @Override
    public void evaluate(Instant at, SampleSink taker) {
      sink = taker;
      query.evaluate(at, this);
      sink = null;
    }

    @Override
    public void accept(Labels labels, double value) {
      SampleSink taker = sink;
      if (taker != null) {
        taker.accept(labels, value);
      }
    }
  }
}
