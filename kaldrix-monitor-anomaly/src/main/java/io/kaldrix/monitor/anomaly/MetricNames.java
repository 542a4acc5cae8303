package io.kaldrix.monitor.anomaly;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What series a metric of CloudWatch is here. The rule is that of the alarms: its own name, then in
 * snake case, then that behind the namespace.
 */
final class MetricNames {

  /** What Prometheus puts behind the name of a metric that goes up and down. */
  static final List<String> GAUGE_ENDINGS = List.of("", "_seconds", "_bytes", "_ratio", "_percent");

  /** What it puts behind the name of one that only grows. */
  static final List<String> COUNTER_ENDINGS = List.of("_total", "_seconds_total", "_bytes_total");

  /** What it puts behind the name of a timer or distribution, before {@code _count}. */
  static final List<String> DISTRIBUTION_ENDINGS = List.of("", "_seconds", "_bytes");

  private MetricNames() {}

  /** Returns the names that series may begin with, best first. */
  static List<String> bases(String namespace, String metric) {
    Set<String> bases = new LinkedHashSet<>();
    bases.add(legal(metric));
    bases.add(snakeCase(metric));
    if (!namespace.isBlank()) {
      bases.add(snakeCase(namespace) + "_" + snakeCase(metric));
    }
    return List.copyOf(bases);
  }

  /** Returns {@code CPUUtilization} as {@code cpu_utilization}. */
  static String snakeCase(String name) {
    String words =
        name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_")
            .toLowerCase(Locale.ROOT);
    return legal(words);
  }

  private static String legal(String name) {
    String legal = name.replaceAll("[^a-zA-Z0-9_:]", "_");
    return legal.matches("[0-9].*") ? "_" + legal : legal;
  }
}
