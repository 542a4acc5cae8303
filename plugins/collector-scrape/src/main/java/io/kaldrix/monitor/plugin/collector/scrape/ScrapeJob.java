package io.kaldrix.monitor.plugin.collector.scrape;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.plugin.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of {@code scrape_configs}: what is collected in the same way. Keys, their meanings and
 * defaults are Prometheus's, but for {@code body_size_limit}, which has a default here.
 *
 * @param interval time between two scrapes of a target
 * @param timeout how long one may take, from connecting to the page's end
 * @param params what the query of each address says
 * @param honorLabels whether a page's label comes before the target's of the same name
 * @param honorTimestamps whether a sample whose time has not changed is no new one
 * @param followRedirects whether a page that has moved is looked for where it went
 * @param sampleLimit the most samples of a page, 0 for any number
 * @param bodySizeLimit the most bytes of a page
 * @param targets what the job begins with, before relabelling
 * @param relabel what becomes of targets
 * @param metricRelabel what becomes of samples
 */
record ScrapeJob(
    String name,
    Duration interval,
    Duration timeout,
    String scheme,
    String metricsPath,
    Map<String, List<String>> params,
    Optional<Credentials> credentials,
    boolean honorLabels,
    boolean honorTimestamps,
    boolean followRedirects,
    long sampleLimit,
    long bodySizeLimit,
    List<StaticTarget> targets,
    RelabelRules relabel,
    RelabelRules metricRelabel) {

  private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
  private static final Map<String, String> SCHEMES = Map.of("http", "http", "https", "https");
  private static final long MOST_SAMPLES = 100_000_000;
  private static final long MOST_BYTES = 1L << 30;
  private static final long DEFAULT_BYTES = 64L << 20;

  /**
   * A target as it is written down.
   *
   * @param address host and port, or host alone
   * @param labels what its series are given
   */
  record StaticTarget(String address, Labels labels) {}

  static ScrapeJob read(Settings settings) {
    String name = settings.string("job_name");
    if (name.isBlank()) {
      throw settings.invalid("job_name", "a text that is not blank");
    }
    Duration interval =
        settings.duration("scrape_interval", DEFAULT_INTERVAL, Duration.ofMillis(1));
    return new ScrapeJob(
        name,
        interval,
        timeout(settings, interval),
        settings.choice("scheme", "http", SCHEMES),
        metricsPath(settings),
        params(settings.section("params")),
        Credentials.read(settings),
        settings.flag("honor_labels", false),
        settings.flag("honor_timestamps", true),
        settings.flag("follow_redirects", true),
        settings.integer("sample_limit", 0, 0, MOST_SAMPLES),
        bodySizeLimit(settings),
        targets(settings),
        RelabelRules.read(settings.sections("relabel_configs")),
        RelabelRules.read(settings.sections("metric_relabel_configs")));
  }

  private static Duration timeout(Settings settings, Duration interval) {
    Duration shorter = interval.compareTo(DEFAULT_TIMEOUT) < 0 ? interval : DEFAULT_TIMEOUT;
    Duration timeout = settings.duration("scrape_timeout", shorter);
    if (timeout.compareTo(interval) > 0) {
      throw settings.invalid("scrape_timeout", "no longer than scrape_interval");
    }
    return timeout;
  }

  private static String metricsPath(Settings settings) {
    String path = settings.string("metrics_path", "/metrics");
    if (!path.startsWith("/")) {
      throw settings.invalid("metrics_path", "a path that begins with '/'");
    }
    return path;
  }

  private static long bodySizeLimit(Settings settings) {
    long limit = settings.bytes("body_size_limit", DEFAULT_BYTES);
    if (limit < 1 || limit > MOST_BYTES) {
      throw settings.invalid("body_size_limit", "a size from 1B to 1GiB");
    }
    return limit;
  }

  private static Map<String, List<String>> params(Settings settings) {
    Map<String, List<String>> params = new LinkedHashMap<>();
    settings.keys().forEach(name -> params.put(name, settings.strings(name)));
    return params;
  }

  private static List<StaticTarget> targets(Settings settings) {
    List<StaticTarget> targets = new ArrayList<>();
    for (Settings group : settings.sections("static_configs")) {
      Labels labels = labels(group);
      for (String address : group.strings("targets")) {
        if (!TargetLabels.isAddress(address)) {
          throw group.invalid(
              "targets", "hosts with ports such as node-1:8080, without scheme and path");
        }
        targets.add(new StaticTarget(address, labels));
      }
    }
    return targets;
  }

  private static Labels labels(Settings group) {
    Map<String, String> labels = group.texts("labels");
    for (String name : labels.keySet()) {
      if (!RelabelRule.isLabelName(name)) {
        throw group.section("labels").invalid(name, "under a name of letters, digits and '_'");
      }
    }
    return Labels.of(labels);
  }
}
