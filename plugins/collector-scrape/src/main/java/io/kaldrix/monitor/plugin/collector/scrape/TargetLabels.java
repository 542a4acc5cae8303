package io.kaldrix.monitor.plugin.collector.scrape;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes targets of what is written down, by way of the labels that relabelling may change. */
final class TargetLabels {

  private static final String ADDRESS = "__address__";
  private static final String SCHEME = "__scheme__";
  private static final String PATH = "__metrics_path__";
  private static final String PARAM = "__param_";

  private TargetLabels() {}

  /**
   * Where a page is, and whose.
   *
   * @param address with path and query
   * @param labels what its series are given, {@code job} and {@code instance} among them
   */
  record Target(URI address, Labels labels) {}

  /** Returns whether it is a host, with or without a port, and nothing else. */
  static boolean isAddress(String text) {
    return text.matches("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?");
  }

  /**
   * Returns the targets of a job, none of them twice.
   *
   * @throws IllegalArgumentException if relabelling leaves no address to go to
   */
  static List<Target> of(ScrapeJob job) {
    List<Target> targets = new ArrayList<>();
    for (ScrapeJob.StaticTarget written : job.targets()) {
      job.relabel()
          .apply(before(job, written))
          .map(labels -> target(job, labels))
          .filter(target -> !targets.contains(target))
          .ifPresent(targets::add);
    }
    return targets;
  }

  private static Labels before(ScrapeJob job, ScrapeJob.StaticTarget written) {
    Labels.Builder labels =
        Labels.builder()
            .set("job", job.name())
            .set(SCHEME, job.scheme())
            .set(PATH, job.metricsPath())
            .set("__scrape_interval__", job.interval().toMillis() + "ms")
            .set("__scrape_timeout__", job.timeout().toMillis() + "ms");
    job.params()
        .forEach(
            (name, values) -> values.stream().limit(1).forEach(v -> labels.set(PARAM + name, v)));
    written.labels().forEach(label -> labels.set(label.name(), label.value()));
    return labels.set(ADDRESS, written.address()).build();
  }

  private static Target target(ScrapeJob job, Labels labels) {
    String scheme = labels.value(SCHEME);
    String address = labels.value(ADDRESS);
    if (!isAddress(address) || !scheme.matches("https?")) {
      throw new IllegalArgumentException(
          "relabel_configs leave '"
              + scheme
              + "://"
              + address
              + "', must be http or https and a"
              + " host with or without a port");
    }
    String authority = address.matches(".*:[0-9]+") ? address : address + defaultPort(scheme);
    Labels.Builder shown = Labels.builder();
    for (Label label : labels) {
      if (!label.name().startsWith("__")) {
        shown.set(label.name(), label.value());
      }
    }
    if (!shown.has("instance")) {
      shown.set("instance", authority);
    }
    String page = scheme + "://" + authority + labels.value(PATH) + query(job, labels);
    return new Target(URI.create(page), shown.build());
  }

  private static String defaultPort(String scheme) {
    return scheme.equals("https") ? ":443" : ":80";
  }

  /** Relabelling may change the first value of each parameter, and add parameters. */
  private static String query(ScrapeJob job, Labels labels) {
    Map<String, List<String>> params = new LinkedHashMap<>();
    job.params().forEach((name, values) -> params.put(name, new ArrayList<>(values)));
    for (Label label : labels) {
      if (label.name().startsWith(PARAM)) {
        List<String> values =
            params.computeIfAbsent(label.name().substring(PARAM.length()), n -> new ArrayList<>());
        if (values.isEmpty()) {
          values.add(label.value());
        } else {
          values.set(0, label.value());
        }
      }
    }
    List<String> parts = new ArrayList<>();
    params.forEach(
        (name, values) -> values.forEach(value -> parts.add(encoded(name) + "=" + encoded(value))));
    return parts.isEmpty() ? "" : "?" + String.join("&", parts);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
