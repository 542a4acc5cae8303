package io.kaldrix.monitor.core.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.series.MetricMetadata;
import io.kaldrix.monitor.api.series.MetricType;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.core.series.InMemorySeriesStore;
import io.kaldrix.monitor.core.series.SeriesLimits;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.logging.LoggingMeterRegistry;
import io.micrometer.core.instrument.simple.CountingMode;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MeterCollectorTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  private final InMemorySeriesStore store = new InMemorySeriesStore(SeriesLimits.DEFAULTS);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MeterCollector collector = collector(Labels.EMPTY, 1_000);

  @Test
  void aMeterIsReadFromTheTickAfterItAppears() {
    collector.watch(registry);
    collector.collect(at(0));
    Counter counter = registry.counter("hits");
    counter.increment(2);
    collector.collect(at(10));
    counter.increment(3);
    collector.collect(at(20));
    assertThat(values("hits_total")).containsExactly(2.0, 5.0);
  }

  @Test
  void aMeterThatVanishesEndsItsSeries() {
    collector.watch(registry);
    Counter counter = registry.counter("hits");
    collector.collect(at(0));
    registry.remove(counter);
    collector.collect(at(10));
    collector.collect(at(20));
    Samples samples = one("hits_total");
    assertThat(samples.size()).isEqualTo(2);
    assertThat(samples.get(1).isStale()).isTrue();
    assertThat(collector.figures().meters()).isZero();
  }

  @Test
  void aMeterThatComesBackGoesOnInItsSeries() {
    collector.watch(registry);
    registry.remove(registry.counter("hits"));
    registry.counter("hits").increment(4);
    collector.collect(at(0));
    registry.remove(registry.counter("hits"));
    registry.counter("hits").increment(9); // gone and back within one tick
    collector.collect(at(10));
    assertThat(values("hits_total")).containsExactly(4.0, 9.0);
  }

  @Test
  void seriesHaveTheLabelsOfTheProcessUnlessTheMeterKnowsBetter() {
    MeterCollector labelled =
        collector(Labels.of("instance", "node-1", "region", "eu-west-1"), 1_000);
    labelled.watch(registry);
    registry.counter("hits", "region", "us-east-1");
    labelled.collect(at(0));
    assertThat(select("hits_total"))
        .extracting(Series::labels)
        .containsExactly(
            Labels.of("__name__", "hits_total", "instance", "node-1", "region", "us-east-1"));
  }

  @Test
  void tellsWhatAMetricMeans() {
    collector.watch(registry);
    Counter.builder("sent").baseUnit("bytes").description("What was sent.").register(registry);
    Timer.builder("rpc").description("Calls.").register(registry);
    collector.collect(at(0));
    assertThat(store.metadata("sent_bytes_total"))
        .isEqualTo(new MetricMetadata(MetricType.COUNTER, "bytes", "What was sent."));
    assertThat(store.metadata("rpc_seconds"))
        .isEqualTo(new MetricMetadata(MetricType.SUMMARY, "seconds", "Calls."));
    assertThat(store.metadata("rpc_seconds_max"))
        .isEqualTo(new MetricMetadata(MetricType.GAUGE, "seconds", "Calls."));
  }

  @Test
  void ofACompositeOneMemberIsReadAndNoneIsAdded() {
    CompositeMeterRegistry composite = new CompositeMeterRegistry();
    SimpleMeterRegistry simple = new SimpleMeterRegistry();
    PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    composite.add(simple);
    composite.add(new CompositeMeterRegistry().add(prometheus));
    collector.watch(composite);
    composite.counter("hits").increment(3);
    collector.collect(at(0));
    assertThat(values("hits_total")).containsExactly(3.0);
    assertThat(composite.getRegistries()).hasSize(2).contains(simple);
  }

  @Test
  void anEmptyCompositeIsGivenAMemberUntilItHasOneOfItsOwn() {
    CompositeMeterRegistry composite = new CompositeMeterRegistry();
    collector.watch(composite);
    assertThat(composite.getRegistries()).hasSize(1);
    composite.counter("hits").increment(2);
    collector.collect(at(0));
    SimpleMeterRegistry own = new SimpleMeterRegistry();
    composite.add(own);
    composite.counter("hits").increment(1);
    collector.collect(at(10));
    assertThat(composite.getRegistries()).containsExactly(own);
    assertThat(values("hits_total")).containsExactly(2.0, 1.0);
    collector.close();
    assertThat(composite.getRegistries()).containsExactly(own);
  }

  @Test
  void theMemberThatWasAddedGoesWithTheCollector() {
    CompositeMeterRegistry composite = new CompositeMeterRegistry();
    collector.watch(composite);
    collector.close();
    assertThat(composite.getRegistries()).isEmpty();
  }

  @Test
  void aRegistryThatKeepsNoTotalsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> collector.watch(new LoggingMeterRegistry()))
        .withMessageStartingWith(
            "meter registry LoggingMeterRegistry keeps only the last step of each meter");
  }

  @Test
  void aMeterThatKeepsNoTotalIsPassedOver() {
    SimpleMeterRegistry stepwise =
        new SimpleMeterRegistry(
            new SimpleConfig() {
              @Override
              public String get(String key) {
                return null;
              }

              @Override
              public CountingMode mode() {
                return CountingMode.STEP;
              }
            },
            new MockClock());
    collector.watch(stepwise);
    stepwise.counter("hits").increment();
    stepwise.gauge("size", 5);
    collector.collect(at(0));
    assertThat(select("hits_total")).isEmpty();
    assertThat(values("size")).containsExactly(5.0);
    assertThat(collector.figures().passedOver()).isEqualTo(1);
  }

  @Test
  void metersOverTheLimitArePassedOver() {
    MeterCollector small = collector(Labels.EMPTY, 2);
    small.watch(registry);
    registry.counter("a");
    registry.counter("b");
    registry.counter("c");
    small.collect(at(0));
    assertThat(small.figures().meters()).isEqualTo(2);
    assertThat(small.figures().passedOver()).isEqualTo(1);
  }

  @Test
  void ofTwoMetersThatWouldBeOneSeriesTheFirstHasIt() {
    collector.watch(registry);
    registry.gauge("queue.size", 1);
    collector.collect(at(0));
    registry.gauge("queue_size", 2);
    collector.collect(at(10));
    assertThat(values("queue_size")).containsExactly(1.0, 1.0);
    assertThat(collector.figures().passedOver()).isEqualTo(1);
  }

  @Test
  void aGaugeThatThrowsIsNoReasonToLoseTheOthers() {
    collector.watch(registry);
    registry.more().counter("broken", List.of(), 1, x -> fail());
    Gauge.builder("healthy", () -> 3).register(registry);
    collector.collect(at(0));
    assertThat(values("healthy")).containsExactly(3.0);
    assertThat(collector.figures().faults()).isEqualTo(1);
  }

  private static double fail() {
    throw new IllegalStateException("the host's own mistake");
  }

  @Test
  void aLongTaskTimerMayChangeItsSeriesFromTickToTick() {
    PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    collector.watch(prometheus);
    LongTaskTimer timer =
        LongTaskTimer.builder("batch").publishPercentiles(0.5).register(prometheus);
    collector.collect(at(0));
    LongTaskTimer.Sample running = timer.start();
    collector.collect(at(10));
    collector.collect(at(20));
    running.stop();
    collector.collect(at(30));
    collector.collect(at(40));
    assertThat(one("batch_seconds_count").asList())
        .last()
        .satisfies(sample -> assertThat(sample.value()).isZero());
    assertThat(values("batch_seconds_count")).contains(1.0);
  }

  @Test
  void aTickInSteadyStateAllocatesNothing() {
    MeterCollector bounded =
        new MeterCollector(
            new InMemorySeriesStore(new SeriesLimits(Duration.ofMinutes(1), 64 << 20, 10_000)),
            Labels.of("job", "test"),
            10_000);
    for (int i = 0; i < 1_000; i++) {
      registry.counter("hits", "n", "" + i).increment();
      registry.timer("calls", "n", "" + i).record(i, TimeUnit.MICROSECONDS);
      registry.summary("sizes", "n", "" + i).record(i);
    }
    bounded.watch(registry);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double least = Double.MAX_VALUE;
    for (int batch = 0; batch < 40 && least >= 16; batch++) { // until the compiler has caught up
      least = Math.min(least, bytesPerTick(bounded, threads, batch));
    }
    assertThat(least).as("bytes a tick of 3,000 meters").isLessThan(16);
  }

  private static double bytesPerTick(MeterCollector collector, ThreadMXBean threads, int batch) {
    Instant[] ticks = new Instant[500];
    for (int i = 0; i < ticks.length; i++) {
      ticks[i] = at(10 * (batch * ticks.length + i));
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (Instant tick : ticks) {
      collector.collect(tick);
    }
    return (threads.getCurrentThreadAllocatedBytes() - before) / (double) ticks.length;
  }

  private MeterCollector collector(Labels processLabels, int maxMeters) {
    return new MeterCollector(store, processLabels, maxMeters);
  }

  private static Instant at(int second) {
    return T0.plusSeconds(second);
  }

  private List<Series> select(String metric) {
    return store.select(List.of(Matcher.metric(metric)), T0, at(1_000));
  }

  private Samples one(String metric) {
    List<Series> series = select(metric);
    assertThat(series).as(metric).hasSize(1);
    return series.get(0).samples();
  }

  private List<Double> values(String metric) {
    return one(metric).asList().stream().map(sample -> sample.value()).toList();
  }
}
