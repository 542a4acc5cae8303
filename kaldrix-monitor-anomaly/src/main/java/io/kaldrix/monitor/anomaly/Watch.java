package io.kaldrix.monitor.anomaly;

import io.kaldrix.monitor.api.anomaly.Detector;
import io.kaldrix.monitor.api.anomaly.DetectorProvider;
import io.kaldrix.monitor.api.anomaly.Score;
import io.kaldrix.monitor.api.engine.EngineContext;
import io.kaldrix.monitor.api.engine.StateStore;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.query.Query;
import io.kaldrix.monitor.api.query.VectorSample;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One configured query and a detector for each series it returns. Called by one thread at a time;
 * only {@link #watched} may be called by others.
 *
 * <p>What a detector or a query throws is caught here, counted and said once, and the other series
 * go on; once all are done the tick's first failure is thrown, so that the fence around this watch
 * sees it. There is no deadline around a single detector, as handing each sample to another thread
 * would cost many times the score itself; the watch's work at a tick has one.
 */
final class Watch {

  /** After this many ticks without it, what was learned of a series is given up. */
  static final int ABSENT_TICKS_TO_FORGET = 60;

  private static final Logger log = LoggerFactory.getLogger(Watch.class);

  private final String name;
  private final Query query;
  private final double threshold;
  private final DetectorProvider provider;
  private final Settings detectorSettings;
  private final EngineContext context;
  private final SeriesBudget budget;
  private final AnomalyLog anomalies;
  private final ExcludedTimes excluded;
  private final WatchFigures figures;
  private final Map<Labels, WatchedSeries> series = new ConcurrentHashMap<>();
  private final Score answer = new Score();
  private @Nullable IllegalStateException failure;
  private boolean failureSaid;
  private boolean refusalSaid;

  /**
   * Creates a watch that watches nothing yet.
   *
   * @param name in letters, digits, {@code . _ -}; label value and key of the learned state
   * @param threshold the least score in {@code [0, 1]} that is an anomaly
   * @param excluded when nothing is learned and nothing scored
   */
  Watch(
      String name,
      Query query,
      double threshold,
      DetectorProvider provider,
      Settings detectorSettings,
      EngineContext context,
      SeriesBudget budget,
      AnomalyLog anomalies,
      ExcludedTimes excluded) {
    this.name = name;
    this.query = query;
    this.threshold = threshold;
    this.provider = provider;
    this.detectorSettings = detectorSettings;
    this.context = context;
    this.budget = budget;
    this.anomalies = anomalies;
    this.excluded = excluded;
    this.figures = WatchFigures.of(context.meters(), name, series::size);
  }

  /** Returns the name of the fence's lane for this watch. */
  String lane() {
    return "watch:" + name;
  }

  /** Returns the labels of the series that are watched. Any thread may call. */
  Set<Labels> watched() {
    return series.keySet();
  }

  /**
   * Scores the samples that the query returns at {@code tick}.
   *
   * @throws IllegalStateException once all else is done, if the query or a detector threw
   */
  void detect(Instant tick) {
    failure = null;
    if (excluded.has(tick)) {
      series.values().forEach(watched -> watched.unscored(tick));
      return;
    }
    for (VectorSample sample : samples(tick)) {
      WatchedSeries watched = seriesOf(sample.labels());
      if (watched != null) {
        watched.present();
        score(watched, tick, sample);
      }
    }
    series
        .entrySet()
        .removeIf(
            entry -> {
              boolean forgotten = entry.getValue().endTick(tick) >= ABSENT_TICKS_TO_FORGET;
              if (forgotten) {
                budget.giveBack();
              }
              return forgotten;
            });
    if (failure != null) {
      throw failure;
    }
  }

  private List<VectorSample> samples(Instant tick) {
    try {
      return query.at(tick).vector().samples();
    } catch (RuntimeException e) { // the query engine may be another's
      failed("its query '" + query.expression() + "'", e);
      return List.of();
    }
  }

  private void score(WatchedSeries watched, Instant tick, VectorSample sample) {
    try {
      if (watched.score(tick, sample.value(), answer)) {
        figures.found().increment();
      }
      if (answer.isKnown()) {
        figures.scored().increment();
      }
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      failed("detector '" + provider.name() + "' on " + sample.labels(), e);
      watched.unscored(tick);
    }
  }

  private @Nullable WatchedSeries seriesOf(Labels labels) {
    WatchedSeries known = series.get(labels);
    if (known != null) {
      return known;
    }
    if (!budget.take()) {
      figures.refused().increment();
      if (!refusalSaid) {
        refusalSaid = true;
        log.warn("watch '{}' passes over {}: max-series are watched already", name, labels);
      }
      return null;
    }
    Optional<Detector> detector = newDetector();
    if (detector.isEmpty()) {
      budget.giveBack();
      return null;
    }
    return add(labels, detector.get());
  }

  private Optional<Detector> newDetector() {
    try {
      return Optional.of(provider.create(detectorSettings));
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      failed("making detector '" + provider.name() + "'", e);
      return Optional.empty();
    }
  }

  private WatchedSeries add(Labels labels, Detector detector) {
    WatchedSeries added =
        new WatchedSeries(
            detector,
            new Episode(name, labels, provider.name(), threshold, anomalies),
            () -> new ScoreSeries(context.appender(), labels, name, provider.name()));
    series.put(labels, added);
    return added;
  }

  private void failed(String what, Throwable cause) {
    figures.failures().increment();
    if (failure == null) {
      failure = new IllegalStateException(what + " failed: " + cause, cause);
    }
    if (!failureSaid) {
      failureSaid = true;
      log.warn("watch '{}': {} failed; counted from here on, not said again", name, what, cause);
    }
  }

  /** Takes up what was learned before a restart; starts anew where that cannot be read. */
  void restore(StateStore store) {
    try {
      Optional<byte[]> saved = store.read(key());
      if (saved.isPresent()) {
        restore(LearnedState.of(saved.get()));
      }
    } catch (IOException | IllegalArgumentException e) {
      log.warn("watch '{}' learns anew: what it had learned cannot be read", name, e);
    }
  }

  private void restore(LearnedState learned) {
    if (!learned.detector().equals(provider.name())) {
      log.info(
          "watch '{}' learns anew: it had detector '{}', now '{}'",
          name,
          learned.detector(),
          provider.name());
      return;
    }
    int refused = 0;
    for (Map.Entry<Labels, byte[]> entry : learned.series().entrySet()) {
      Optional<Detector> detector = newDetector();
      if (detector.isEmpty() || !restored(detector.get(), entry.getValue())) {
        refused++;
      } else if (budget.take()) {
        add(entry.getKey(), detector.get());
      }
    }
    if (refused > 0) {
      log.info(
          "watch '{}' learns {} series anew: their settings or version changed", name, refused);
    }
  }

  private static boolean restored(Detector detector, byte[] bytes) {
    try {
      detector.restore(new DataInputStream(new ByteArrayInputStream(bytes)));
      return true;
    } catch (IOException | RuntimeException | LinkageError | AssertionError e) {
      return false;
    }
  }

  /** Keeps what was learned for the next start. */
  void save(StateStore store) {
    Map<Labels, byte[]> learned = new LinkedHashMap<>();
    series.forEach(
        (labels, watched) -> saved(watched.detector()).ifPresent(b -> learned.put(labels, b)));
    try {
      store.write(key(), new LearnedState(provider.name(), learned).toBytes());
    } catch (IOException e) {
      log.warn("watch '{}' could not keep what it has learned", name, e);
    }
  }

  private Optional<byte[]> saved(Detector detector) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      detector.save(new DataOutputStream(bytes));
      return Optional.of(bytes.toByteArray());
    } catch (IOException | RuntimeException | LinkageError | AssertionError e) {
      failed("saving detector '" + provider.name() + "'", e);
      return Optional.empty();
    }
  }

  private String key() {
    return "anomaly/" + name;
  }
}
