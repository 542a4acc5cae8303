package io.kaldrix.monitor.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.kaldrix.monitor.api.anomaly.Anomaly;
import io.kaldrix.monitor.api.anomaly.Detector;
import io.kaldrix.monitor.api.anomaly.DetectorProvider;
import io.kaldrix.monitor.api.anomaly.Score;
import io.kaldrix.monitor.api.engine.MonitorEngineProvider;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.plugin.Plugin;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import io.kaldrix.monitor.api.series.Sample;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.api.series.StaleMarker;
import io.kaldrix.monitor.plugin.testkit.InMemoryEngineContext;
import io.kaldrix.monitor.plugin.testkit.MonitorEngineContract;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DetectionEngineTest implements MonitorEngineContract {

  private static final Instant T0 = Instant.parse("2026-11-21T19:00:00Z");
  private static final Duration TICK = Duration.ofSeconds(10);
  private static final Labels QUEUE = Labels.of("__name__", "queue_size", "peer", "n2");

  private InMemoryEngineContext context = contextOf(found());
  private long ticks;

  private static InMemoryEngineContext contextOf(List<Plugin> plugins) {
    return new InMemoryEngineContext(T0, TICK, plugins);
  }

  private static List<Plugin> found() {
    List<Plugin> found = new ArrayList<>();
    ServiceLoader.load(DetectorProvider.class).forEach(found::add);
    return found;
  }

  @Override
  public MonitorEngineProvider provider() {
    return new DetectionEngine.Provider();
  }

  @Override
  public List<Plugin> plugins() {
    return found();
  }

  @Override
  public List<Plugin> faultyPlugins() {
    return List.of(new FaultyDetectors("z-score", 3)); // found before the one that works
  }

  @Override
  public Map<String, ?> settings() {
    return Map.of("watch", List.of(watch()), "history", 100, "max-series", 100);
  }

  private static Map<String, Object> watch() {
    return Map.of(
        "query", "queue_size",
        "name", "queue",
        "detector", "z-score",
        "settings", Map.of("window", 20, "threshold", 3),
        "threshold", 0.5);
  }

  /** Detectors that throw for one value, when made if so named, and when saved. */
  private record FaultyDetectors(String name, double unlucky) implements DetectorProvider {
    @Override
    public int order() {
      return -1;
    }

    @Override
    public Detector create(Settings settings) {
      if (name.equals("unmakeable")) {
        throw new IllegalStateException("no such library");
      }
      return new Detector() {
        @Override
        public void score(long timestampMillis, double value, Score score) {
          if (value == unlucky) {
            throw new IllegalStateException("unlucky");
          }
          score.set(0.25, value, value, value, (v, s) -> "as expected");
        }

        @Override
        public void save(DataOutput out) {
          throw new IllegalStateException("cannot be saved");
        }

        @Override
        public void restore(DataInput in) throws IOException {
          throw new IOException("cannot be restored");
        }
      };
    }
  }

  private DetectionEngine engine() {
    return engine(settings());
  }

  private DetectionEngine engine(Map<String, ?> settings) {
    return new DetectionEngine(Settings.of(settings), context);
  }

  private Instant tick(DetectionEngine engine, double value) {
    context.series().append(QUEUE, T0.plus(TICK.multipliedBy(ticks)), value);
    return tick(engine);
  }

  private Instant tick(DetectionEngine engine) {
    Instant now = T0.plus(TICK.multipliedBy(ticks++));
    context.clock().set(now);
    engine.detect(now);
    return now;
  }

  private void settle(DetectionEngine engine) {
    for (int i = 0; i < 40; i++) {
      tick(engine, i % 2 * 2);
    }
  }

  private List<Sample> samples(String metric) {
    return context.series().all().stream()
        .filter(series -> series.labels().metricName().equals(metric))
        .flatMap(series -> series.samples().asList().stream())
        .toList();
  }

  private Sample last(String metric) {
    List<Sample> samples = samples(metric);
    return samples.get(samples.size() - 1);
  }

  private long counter(String name) {
    return context.meters().total(name);
  }

  @Test
  void writesScoreExpectedValueAndBoundsBackAsSeries() {
    DetectionEngine engine = engine();
    settle(engine);
    Instant now = tick(engine, 1);
    double sigma = Math.sqrt(20.0 / 19);
    assertThat(last("kaldrix_anomaly_score").timestampMillis()).isEqualTo(now.toEpochMilli());
    assertThat(last("kaldrix_anomaly_score").value()).isCloseTo(0, within(1e-12));
    assertThat(last("kaldrix_anomaly_expected").value()).isCloseTo(1, within(1e-12));
    assertThat(last("kaldrix_anomaly_lower").value()).isCloseTo(1 - 3 * sigma, within(1e-12));
    assertThat(last("kaldrix_anomaly_upper").value()).isCloseTo(1 + 3 * sigma, within(1e-12));
    assertThat(context.series().all())
        .extracting(Series::labels)
        .contains(
            Labels.of(
                "__name__", "kaldrix_anomaly_score",
                "detector", "z-score",
                "metric", "queue_size",
                "peer", "n2",
                "watch", "queue"));
    assertThat(counter("kaldrix_anomaly_samples_scored_total")).isEqualTo(21);
  }

  @Test
  void labelsOfOurNamesAreKeptUnderAnother() {
    Labels watched = Labels.of("metric", "a", "watch", "b", "detector", "c", "peer", "d");
    Map<String, String> written = ScoreSeries.labels(watched, "queue", "z-score").asMap();
    assertThat(written)
        .containsExactly(
            entry("detector", "z-score"),
            entry("exported_detector", "c"),
            entry("exported_metric", "a"),
            entry("exported_watch", "b"),
            entry("peer", "d"),
            entry("watch", "queue"));
  }

  @Test
  void anAnomalyHasAStartAPeakAndAnEnd() {
    DetectionEngine engine = engine();
    settle(engine);
    Instant start = tick(engine, 20);
    Instant peak = tick(engine, 60);
    assertThat(engine.recent())
        .singleElement()
        .returns(QUEUE, Anomaly::series)
        .returns("z-score", Anomaly::detector)
        .returns(start, Anomaly::start)
        .returns(Optional.empty(), Anomaly::end);
    Instant over = tick(engine, 1);
    tick(engine, 1);
    tick(engine, 1);
    tick(engine, 1);
    Anomaly anomaly = engine.recent().get(0);
    assertThat(engine.recent()).hasSize(1);
    assertThat(anomaly.end()).contains(over);
    assertThat(anomaly.peak().score()).isGreaterThan(0.9);
    assertThat(anomaly.peak().at()).isIn(start, peak);
    assertThat(anomaly.peak().reason()).contains("standard deviations above");
    assertThat(counter("kaldrix_anomaly_found_total")).isEqualTo(1);
  }

  @Test
  void aShortLullDoesNotMakeTwoAnomaliesOfOne() {
    AnomalyLog log = new AnomalyLog(10);
    Episode episode = new Episode("queue", QUEUE, "z-score", 0.5, log);
    List<Double> scores = List.of(0.9, 0.1, 0.1, 0.8, 0.1, 0.1, 0.1, 0.7);
    Score score = new Score();
    for (int i = 0; i < scores.size(); i++) {
      score.set(scores.get(i), 1, 0, 2, (v, s) -> "because");
      episode.follow(T0.plusSeconds(i), i, score);
    }
    assertThat(log.recent()).extracting(Anomaly::start).containsExactly(T0, T0.plusSeconds(7));
    assertThat(log.recent().get(0).end()).contains(T0.plusSeconds(4));
    assertThat(log.recent().get(0).peak().at()).isEqualTo(T0);
    assertThat(log.recent().get(1).end()).isEmpty();
  }

  @Test
  void keepsTheLatestAnomaliesAndForgetsTheOldest() {
    AnomalyLog log = new AnomalyLog(2);
    Anomaly.Peak peak = new Anomaly.Peak(T0, 1, 1, 0, 0, 0, "because");
    List<Anomaly> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Instant start = T0.plusSeconds(i);
      all.add(new Anomaly("queue", QUEUE, "z-score", start, Optional.empty(), peak));
    }
    long oldest = log.open(all.get(0));
    log.open(all.get(1));
    log.open(all.get(2));
    log.change(oldest, all.get(0));
    assertThat(log.recent()).containsExactly(all.get(1), all.get(2));
  }

  @Test
  void aSeriesThatVanishesHasNoScoreAnyMoreAndIsForgottenLater() {
    DetectionEngine engine = engine();
    settle(engine);
    context.series().append(QUEUE, T0.plus(TICK.multipliedBy(ticks)), StaleMarker.VALUE);
    Instant vanished = tick(engine);
    assertThat(last("kaldrix_anomaly_score").timestampMillis()).isEqualTo(vanished.toEpochMilli());
    for (String part : List.of("score", "expected", "lower", "upper")) {
      assertThat(last("kaldrix_anomaly_" + part).isStale()).isTrue();
    }
    for (int i = 2; i < Watch.ABSENT_TICKS_TO_FORGET; i++) {
      tick(engine);
    }
    assertThat(engine.watched()).containsExactly(QUEUE);
    tick(engine);
    assertThat(engine.watched()).isEmpty();
    assertThat(samples("kaldrix_anomaly_score")).filteredOn(Sample::isStale).hasSize(1);
  }

  @Test
  void aSeriesThatComesBackIsScoredByWhatWasLearned() {
    DetectionEngine engine = engine();
    settle(engine);
    context.series().append(QUEUE, T0.plus(TICK.multipliedBy(ticks)), StaleMarker.VALUE);
    tick(engine);
    tick(engine, 60);
    assertThat(last("kaldrix_anomaly_score").value()).isGreaterThan(0.9);
  }

  @Test
  void anAnomalyOfASeriesThatVanishesEnds() {
    DetectionEngine engine = engine();
    settle(engine);
    tick(engine, 60);
    context.series().append(QUEUE, T0.plus(TICK.multipliedBy(ticks)), StaleMarker.VALUE);
    Instant vanished = tick(engine);
    tick(engine);
    tick(engine);
    assertThat(engine.recent().get(0).end()).contains(vanished);
  }

  @Test
  void aSampleThatIsNotFiniteHasNoScore() {
    DetectionEngine engine = engine();
    settle(engine);
    tick(engine, Double.NaN);
    assertThat(last("kaldrix_anomaly_score").isStale()).isTrue();
    tick(engine, 1);
    assertThat(last("kaldrix_anomaly_score").value()).isCloseTo(0, within(1e-12));
  }

  @Test
  void whatWasLearnedOutlivesARestart() {
    DetectionEngine before = engine();
    settle(before);
    before.close();
    DetectionEngine after = engine();
    assertThat(after.watched()).containsExactly(QUEUE);
    tick(after, 60);
    assertThat(last("kaldrix_anomaly_score").value()).isGreaterThan(0.9);
  }

  @Test
  void learnsAnewWhereTheSettingsChanged() {
    DetectionEngine before = engine();
    settle(before);
    before.close();
    DetectionEngine after =
        engine(
            Map.of(
                "watch",
                List.of(
                    Map.of(
                        "query", "queue_size",
                        "name", "queue",
                        "settings", Map.of("window", 21)))));
    assertThat(after.watched()).isEmpty();
    tick(after, 60);
    assertThat(last("kaldrix_anomaly_score").timestampMillis())
        .isLessThan(context.clock().instant().toEpochMilli());
  }

  @Test
  void learnsAnewWhereTheStateIsDamaged() throws IOException {
    for (byte[] damaged : new byte[][] {{}, {9}, {1, 0, 0, 0, 7}, {1, 127, 127, 127, 127, 0}}) {
      context.state().write("anomaly/queue", damaged);
      DetectionEngine engine = engine();
      assertThat(engine.watched()).isEmpty();
      settle(engine);
      assertThat(engine.watched()).containsExactly(QUEUE);
    }
  }

  @Test
  void learnedStateKeepsLabelsOfAnyLength() throws IOException {
    Labels longLabels = Labels.of("stack", "東".repeat(100_000), "peer", "\ud83d\ude80");
    LearnedState state =
        LearnedState.of(new LearnedState("z-score", Map.of(longLabels, new byte[] {7})).toBytes());
    assertThat(state.detector()).isEqualTo("z-score");
    assertThat(state.series()).containsOnlyKeys(longLabels);
    assertThat(state.series().get(longLabels)).containsExactly(7);
  }

  @Test
  void aDetectorThatThrowsIsCountedAndTheOthersGoOn() {
    context = contextOf(List.of(new FaultyDetectors("faulty", 13)));
    DetectionEngine engine =
        engine(
            Map.of(
                "watch",
                List.of(Map.of("query", "queue_size", "name", "queue", "detector", "faulty"))));
    Labels other = QUEUE.with("peer", "n3");
    for (int i = 0; i < 3; i++) {
      context.series().append(other, T0.plus(TICK.multipliedBy(ticks)), 7);
      tick(engine, 13);
    }
    assertThat(counter("kaldrix_anomaly_failures_total")).isEqualTo(3);
    assertThat(counter("kaldrix_anomaly_samples_scored_total")).isEqualTo(3);
    engine.close();
    assertThat(counter("kaldrix_anomaly_failures_total")).isEqualTo(5);
  }

  @Test
  void aDetectorThatCannotBeMadeIsCountedAndOtherWatchesGoOn() {
    List<Plugin> plugins = new ArrayList<>(found());
    plugins.add(new FaultyDetectors("unmakeable", 13));
    context = contextOf(plugins);
    DetectionEngine engine =
        engine(
            Map.of(
                "watch",
                List.of(
                    Map.of("query", "queue_size", "name", "broken", "detector", "unmakeable"),
                    watch())));
    settle(engine);
    assertThat(counter("kaldrix_anomaly_failures_total")).isEqualTo(40);
    assertThat(counter("kaldrix_anomaly_samples_scored_total")).isEqualTo(20);
  }

  @Test
  void watchesNoMoreSeriesThanAllowed() {
    DetectionEngine engine = engine(Map.of("watch", List.of(watch()), "max-series", 1));
    context.series().append(QUEUE.with("peer", "n3"), T0, 1);
    context.series().append(QUEUE.with("peer", "n4"), T0, 1);
    tick(engine, 1);
    assertThat(engine.watched()).hasSize(1);
    assertThat(counter("kaldrix_anomaly_series_refused_total")).isEqualTo(2);
    assertThat(context.meters().gauge("kaldrix_anomaly_series", Labels.of("watch", "queue")))
        .isEqualTo(1);
  }

  @Test
  void aTickThatIsNotLaterIsPassedOver() {
    DetectionEngine engine = engine();
    settle(engine);
    long scored = counter("kaldrix_anomaly_samples_scored_total");
    engine.detect(T0.plusSeconds(20));
    engine.detect(context.clock().instant());
    assertThat(counter("kaldrix_anomaly_samples_scored_total")).isEqualTo(scored);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource
  void refusesWrongSettings(Map<String, ?> watch, String message) {
    assertThatThrownBy(() -> engine(Map.of("watch", List.of(watch))))
        .isInstanceOf(SettingsException.class)
        .hasMessage("builder: watch[0]." + message);
  }

  static List<Arguments> refusesWrongSettings() {
    return List.of(
        Arguments.of(Map.of("query", "up"), "name is missing, must be a text"),
        Arguments.of(
            Map.of("query", "up", "name", "../up"),
            "name is '../up', must be up to 100 letters, digits, '.', '_' and '-'"),
        Arguments.of(Map.of("name", "up"), "query is missing, must be a text"),
        Arguments.of(
            Map.of("name", "up", "query", "up{"),
            "query is 'up{', must be PromQL: 1:3: unexpected '{', must be a metric's name in"
                + " 'up{'"),
        Arguments.of(
            Map.of("name", "up", "query", "up", "detector", "zscore"),
            "detector is 'zscore', must be one of z-score, did you mean 'z-score'?"),
        Arguments.of(
            Map.of("name", "up", "query", "up", "threshold", 1.5),
            "threshold is '1.5', must be a number from 0.0 to 1.0"),
        Arguments.of(
            Map.of("name", "up", "query", "up", "settings", Map.of("window", 1)),
            "settings.window is '1', must be a whole number from 8 to 100000"));
  }

  @Test
  void refusesTwoWatchesOfOneName() {
    assertThatThrownBy(() -> engine(Map.of("watch", List.of(watch(), watch()))))
        .isInstanceOf(SettingsException.class)
        .hasMessage("builder: watch[1].name is 'queue', must be a name that no other watch has");
  }
}
