package io.kaldrix.monitor.anomaly;

import io.kaldrix.monitor.api.anomaly.Anomalies;
import io.kaldrix.monitor.api.anomaly.Anomaly;
import io.kaldrix.monitor.api.anomaly.DetectorProvider;
import io.kaldrix.monitor.api.engine.CallOutcome;
import io.kaldrix.monitor.api.engine.EngineContext;
import io.kaldrix.monitor.api.engine.MonitorEngine;
import io.kaldrix.monitor.api.engine.MonitorEngineProvider;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.plugin.NearestName;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import io.kaldrix.monitor.api.query.Query;
import io.kaldrix.monitor.api.query.QueryException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores the series of each configured query at every tick, and writes score, expected value and
 * bounds back as series, so that a rule on a score is a rule like any other.
 *
 * <p>Settings: {@code watch}, a list of {@code query} (PromQL, a plain selector for instance),
 * {@code name}, {@code detector} (default {@code z-score}), its {@code settings}, and {@code
 * threshold} (default 0.5), the least score that is an anomaly; {@code history} (default 1000)
 * anomalies kept; {@code max-series} (default 10000) watched over all queries; {@code deadline}
 * (default 5s) of one watch's work at a tick. {@code detectors} and {@code metric-sets}, and what
 * {@code files} hold, are what CloudWatch and Lookout for Metrics have for watches. A watch that
 * throws or hangs does not stop the next.
 */
final class DetectionEngine implements MonitorEngine, Anomalies {

  private static final Duration LEAST_DEADLINE = Duration.ofMillis(1);
  private static final String DEFAULT_DETECTOR = "z-score";
  private static final double DEFAULT_THRESHOLD = 0.5;
  private static final String NAME_PATTERN = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}";

  private static final Logger log = LoggerFactory.getLogger(DetectionEngine.class);

  private final EngineContext context;
  private final Duration deadline;
  private final AnomalyLog anomalies;
  private final List<Watch> watches = new ArrayList<>();
  private Instant lastTick = Instant.MIN;

  DetectionEngine(Settings settings, EngineContext context) {
    this.context = context;
    this.deadline = settings.duration("deadline", Duration.ofSeconds(5), LEAST_DEADLINE);
    this.anomalies = new AnomalyLog((int) settings.integer("history", 1000, 1, 1_000_000));
    SeriesBudget budget = new SeriesBudget(settings.integer("max-series", 10_000, 1, 10_000_000));
    Map<String, DetectorProvider> detectors = new LinkedHashMap<>();
    context
        .plugins(DetectorProvider.class)
        .forEach(provider -> detectors.putIfAbsent(provider.name(), provider));
    Set<String> names = new HashSet<>();
    for (Settings watch : settings.sections("watch")) {
      watches.add(watch(watch, names, detectors, budget));
    }
    for (Block block : blocks(settings, context.tickInterval())) {
      watches.add(watch(block, names, detectors, budget));
    }
    ScoreSeries.describe(context.appender());
    watches.forEach(watch -> watch.restore(context.state()));
  }

  private Watch watch(
      Settings settings,
      Set<String> names,
      Map<String, DetectorProvider> detectors,
      SeriesBudget budget) {
    String name = settings.string("name");
    if (!name.matches(NAME_PATTERN)) {
      throw settings.invalid("name", "up to 100 letters, digits, '.', '_' and '-'");
    }
    if (!names.add(name)) {
      throw settings.invalid("name", "a name that no other watch has");
    }
    String detector = settings.string("detector", DEFAULT_DETECTOR);
    DetectorProvider provider = detectors.get(detector);
    if (provider == null) {
      throw settings.invalid(
          "detector",
          "one of "
              + String.join(", ", new TreeSet<>(detectors.keySet()))
              + NearestName.hint(detector, detectors.keySet()));
    }
    Settings detectorSettings = settings.section("settings");
    tryOut(provider, detectorSettings);
    return new Watch(
        name,
        query(settings),
        settings.number("threshold", DEFAULT_THRESHOLD, 0, 1),
        provider,
        detectorSettings,
        context,
        budget,
        anomalies,
        ExcludedTimes.NONE);
  }

  /**
   * What was brought along from elsewhere.
   *
   * @param settings where it stands
   */
  private record Block(Settings settings, MetricDetector detector) {}

  private static List<Block> blocks(Settings settings, Duration tickInterval) {
    List<Settings> single = new ArrayList<>(settings.sections("detectors"));
    List<Settings> sets = new ArrayList<>(settings.sections("metric-sets"));
    for (Settings file : settings.files("files")) {
      (file.keys().contains("metric_set_name") ? sets : single).add(file);
    }
    List<Block> blocks = new ArrayList<>();
    single.forEach(each -> blocks.add(new Block(each, MetricDetector.read(each, tickInterval))));
    for (Settings set : sets) {
      MetricDetector.readSet(set, tickInterval).forEach(each -> blocks.add(new Block(set, each)));
    }
    return blocks;
  }

  private Watch watch(
      Block block,
      Set<String> names,
      Map<String, DetectorProvider> detectors,
      SeriesBudget budget) {
    MetricDetector wanted = block.detector();
    boolean single = block.settings().keys().contains("metric_name");
    if (!names.add(wanted.name())) {
      throw block
          .settings()
          .invalid(
              single ? "metric_name" : "metric_set_name",
              "such that '" + wanted.name() + "' is watched once");
    }
    DetectorProvider provider = detectors.get(DEFAULT_DETECTOR);
    if (provider == null) {
      throw block
          .settings()
          .invalid(
              single ? "metric_name" : "metric_set_name",
              "absent, as the detector " + DEFAULT_DETECTOR + " is not there");
    }
    return new Watch(
        wanted.name(),
        context.queries().prepare(wanted.expression()),
        DEFAULT_THRESHOLD,
        provider,
        Settings.none(),
        context,
        budget,
        anomalies,
        wanted.excluded());
  }

  /** Makes a detector for nothing, so that a wrong setting is seen at the start. */
  private static void tryOut(DetectorProvider provider, Settings settings) {
    try {
      provider.create(settings);
    } catch (SettingsException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      log.error("detector '{}' cannot be made, it will be tried again", provider.name(), e);
    }
  }

  private Query query(Settings settings) {
    String expression = settings.string("query");
    try {
      return context.queries().prepare(expression);
    } catch (QueryException e) {
      throw settings.invalid("query", "PromQL: " + e.getMessage());
    }
  }

  @Override
  public void detect(Instant tick) {
    if (!tick.isAfter(lastTick)) {
      return; // detectors are promised ascending times, also when the clock was set back
    }
    lastTick = tick;
    for (Watch watch : watches) {
      CallOutcome<Watch> unused =
          context
              .fence()
              .call(
                  watch.lane(),
                  deadline,
                  () -> {
                    watch.detect(tick);
                    return watch;
                  });
    }
  }

  @Override
  public List<Labels> watched() {
    Set<Labels> labels = new TreeSet<>();
    watches.forEach(watch -> labels.addAll(watch.watched()));
    return List.copyOf(labels);
  }

  @Override
  public List<Anomaly> recent() {
    return anomalies.recent();
  }

  @Override
  public void close() {
    for (Watch watch : watches) {
      CallOutcome<Watch> saved =
          context
              .fence()
              .call(
                  watch.lane(),
                  deadline,
                  () -> {
                    watch.save(context.state());
                    return watch;
                  });
      if (saved.value().isEmpty()) {
        log.warn("{} could not keep what it has learned: {}", watch.lane(), saved.problem());
      }
    }
  }

  /** Offers detection under the section {@code anomaly}. */
  public static final class Provider implements MonitorEngineProvider {

    /** Creates the provider. */
    public Provider() {}

    @Override
    public String name() {
      return "anomaly";
    }

    @Override
    public MonitorEngine create(Settings settings, EngineContext context) {
      return new DetectionEngine(settings, context);
    }
  }
}
