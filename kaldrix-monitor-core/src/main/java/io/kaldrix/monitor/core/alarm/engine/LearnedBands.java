package io.kaldrix.monitor.core.alarm.engine;

import io.kaldrix.monitor.api.rule.AlarmMetric;
import io.kaldrix.monitor.api.rule.BandTraining;
import io.kaldrix.monitor.api.rule.BandTraining.TimeRange;
import io.kaldrix.monitor.core.alarm.Periods;
import io.kaldrix.monitor.core.alarm.band.BandModel;
import io.kaldrix.monitor.core.alarm.band.Expectation;
import io.kaldrix.monitor.core.alarm.band.History;
import io.kaldrix.monitor.core.alarm.math.MathInputs;
import io.kaldrix.monitor.core.alarm.metric.StoredMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The inputs of one alarm's metric math: metrics as stored, and bands that are learned anew every
 * hour from up to two weeks before the periods that are looked at; every five minutes while too
 * little is known. For one thread.
 */
final class LearnedBands implements MathInputs {

  private static final Duration TRAINING = Duration.ofDays(14);
  private static final Duration RELEARN = Duration.ofHours(1);
  private static final Duration RETRY = Duration.ofMinutes(5);

  private final StoredMetrics metrics;
  private final BandModel model;
  private final List<BandTraining> trainings;
  private final Map<String, Learned> learned = new HashMap<>();

  LearnedBands(StoredMetrics metrics, BandModel model, List<BandTraining> trainings) {
    this.metrics = metrics;
    this.model = model;
    this.trainings = trainings;
  }

  /** What was learned, and when to learn anew. */
  private record Learned(Optional<Expectation> expectation, long untilMillis) {}

  @Override
  public double[] datapoints(AlarmMetric metric, Periods periods) {
    return metrics.datapoints(metric, periods);
  }

  @Override
  public Optional<Expectation> expectation(
      String key, Optional<AlarmMetric> metric, Function<Periods, double[]> past, Periods asked) {
    Learned known = learned.get(key);
    if (known == null || asked.end() >= known.untilMillis()) {
      Optional<Expectation> expectation = model.learn(history(metric, past, asked));
      Duration lasts = expectation.isPresent() ? RELEARN : RETRY;
      known = new Learned(expectation, asked.end() + lasts.toMillis());
      learned.put(key, known);
    }
    return known.expectation();
  }

  private History history(
      Optional<AlarmMetric> metric, Function<Periods, double[]> past, Periods asked) {
    int count = (int) Math.max(1, TRAINING.toMillis() / asked.length().toMillis());
    Periods periods = Periods.regular(count, asked.length(), asked.start());
    double[] values = past.apply(periods).clone();
    long[] times = Arrays.copyOf(periods.boundsMillis(), count);
    Optional<BandTraining> training =
        metric.flatMap(of -> trainings.stream().filter(one -> one.isFor(of)).findFirst());
    List<TimeRange> excluded = training.map(BandTraining::excluded).orElse(List.of());
    for (int i = 0; i < count; i++) {
      Instant at = Instant.ofEpochMilli(times[i]);
      if (excluded.stream().anyMatch(r -> !at.isBefore(r.start()) && at.isBefore(r.end()))) {
        values[i] = Double.NaN;
      }
    }
    ZoneId zone = training.map(BandTraining::zone).orElse(ZoneOffset.UTC);
    boolean percent = metric.flatMap(AlarmMetric::unit).filter("Percent"::equals).isPresent();
    return new History(
        times, values, asked.length(), zone, percent ? 100 : Double.POSITIVE_INFINITY);
  }
}
