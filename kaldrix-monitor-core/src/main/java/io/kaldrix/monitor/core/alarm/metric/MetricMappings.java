package io.kaldrix.monitor.core.alarm.metric;

import io.kaldrix.monitor.api.rule.AlarmMetric;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * PromQL that stands for metrics of CloudWatch, by {@code Namespace/MetricName}. May be shared
 * between threads.
 */
public final class MetricMappings {

  private static final String WELL_KNOWN = "well-known.properties";

  private final Map<String, String> expressions = new HashMap<>();

  /**
   * Creates mappings.
   *
   * @param given over the well-known ones
   */
  public MetricMappings(Map<String, String> given) {
    Properties wellKnown = new Properties();
    try (InputStream in = MetricMappings.class.getResourceAsStream(WELL_KNOWN)) {
      if (in != null) {
        wellKnown.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + WELL_KNOWN, e);
    }
    wellKnown
        .stringPropertyNames()
        .forEach(name -> expressions.put(name, wellKnown.getProperty(name)));
    expressions.putAll(given);
  }

  /** Returns the expression that stands for a metric, if one does. */
  Optional<String> expression(AlarmMetric metric) {
    return Optional.ofNullable(expressions.get(metric.namespace() + "/" + metric.name()));
  }

  /** Returns all mappings. */
  public Map<String, String> all() {
    return Map.copyOf(expressions);
  }
}
