package io.kaldrix.monitor.core.config;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.plugin.Settings;
import java.util.List;
import java.util.Optional;

/**
 * Which process this is: what all its series are labelled with.
 *
 * @param instance the process among its like, such as {@code node-3}
 * @param region where it runs
 * @param job what it does, such as {@code dag-node}
 * @param labels further labels; none of the three above, no metric name
 */
public record ProcessSettings(
    Optional<String> instance, Optional<String> region, Optional<String> job, Labels labels) {

  private static final List<String> OWN = List.of("instance", "region", "job");

  /** Nothing said. */
  public static final ProcessSettings DEFAULTS =
      new ProcessSettings(Optional.empty(), Optional.empty(), Optional.empty(), Labels.EMPTY);

  /** Creates settings. */
  public ProcessSettings {
    for (String own : OWN) {
      if (labels.has(own)) {
        throw new IllegalArgumentException("label '" + own + "' is given by its own setting");
      }
    }
    if (!labels.metricName().isEmpty()) {
      throw new IllegalArgumentException("labels of a process have no metric name");
    }
  }

  static ProcessSettings read(Settings settings) {
    Optional<String> instance = text(settings, "instance");
    Optional<String> region = text(settings, "region");
    Optional<String> job = text(settings, "job");
    Settings section = settings.section("labels");
    for (String own : OWN) {
      if (section.has(own)) {
        throw section.invalid(own, "left out and '" + own + "' be set at the top of the file");
      }
    }
    return new ProcessSettings(instance, region, job, Labels.of(LabelSettings.read(section)));
  }

  private static Optional<String> text(Settings settings, String key) {
    Optional<String> text = settings.optionalString(key);
    if (text.isPresent() && text.get().isBlank()) {
      throw settings.invalid(key, "a text that is not blank, or be left out");
    }
    return text;
  }

  /** Returns all that is said, as labels. */
  public Labels allLabels() {
    Labels.Builder all = labels.toBuilder();
    instance.ifPresent(text -> all.set("instance", text));
    region.ifPresent(text -> all.set("region", text));
    job.ifPresent(text -> all.set("job", text));
    return all.build();
  }

  /** Returns these with another instance. */
  public ProcessSettings withInstance(String text) {
    return new ProcessSettings(Optional.of(text), region, job, labels);
  }

  /** Returns these with another region. */
  public ProcessSettings withRegion(String text) {
    return new ProcessSettings(instance, Optional.of(text), job, labels);
  }

  /** Returns these with another job. */
  public ProcessSettings withJob(String text) {
    return new ProcessSettings(instance, region, Optional.of(text), labels);
  }

  /** Returns these with one more label, or another value of it. */
  public ProcessSettings withLabel(String name, String value) {
    return new ProcessSettings(instance, region, job, labels.with(name, value));
  }
}
