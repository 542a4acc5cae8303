package io.kaldrix.monitor.plugin.collector.scrape;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.MetricMetadata;
import io.kaldrix.monitor.api.series.MetricType;
import io.kaldrix.monitor.core.exposition.ExpositionReader;
import io.kaldrix.monitor.core.exposition.ExpositionVisitor;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** What a page says, in the target's labels and after metric relabelling. For one thread. */
final class ScrapedPage implements ExpositionVisitor {

  /** A value, and the time that the page gives it if that is honoured. */
  record Value(double value, OptionalLong timestampMillis) {}

  private final ScrapeJob job;
  private final Labels target;
  private final Map<Labels, Value> samples = new LinkedHashMap<>();
  private final Map<String, MetricMetadata> metadata = new LinkedHashMap<>();
  private int scraped;

  /** Creates one that says nothing yet. */
  ScrapedPage(ScrapeJob job, Labels target) {
    this.job = job;
    this.target = target;
  }

  /**
   * Reads a page; where that fails, what stands before the failure still counts.
   *
   * @throws IOException if it fails on the way or has more samples than allowed
   * @throws io.kaldrix.monitor.core.exposition.ExpositionException if it is malformed
   */
  void read(PageFetch.Page page) throws IOException {
    ExpositionReader.read(page.content(), page.format(), this);
    if (job.sampleLimit() > 0 && samples.size() > job.sampleLimit()) {
      throw new IOException("the page has more samples than sample_limit, " + job.sampleLimit());
    }
  }

  /** Returns how many samples the page had. */
  int scraped() {
    return scraped;
  }

  /** Returns the samples that relabelling has left; of two of one series the first. */
  Map<Labels, Value> samples() {
    return samples;
  }

  /** Returns what the page says of metrics. */
  Map<String, MetricMetadata> metadata() {
    return metadata;
  }

  @Override
  public void sample(Labels labels, OptionalLong timestampMillis, double value) {
    scraped++;
    OptionalLong time = job.honorTimestamps() ? timestampMillis : OptionalLong.empty();
    job.metricRelabel()
        .apply(withTarget(labels))
        .filter(relabelled -> relabelled.has(Label.METRIC_NAME))
        .ifPresent(relabelled -> samples.putIfAbsent(relabelled, new Value(value, time)));
  }

  /** A label that both have is the target's, and the page's goes on as {@code exported_…}. */
  private Labels withTarget(Labels labels) {
    if (job.honorLabels()) {
      return target.with(labels);
    }
    Labels.Builder both = labels.toBuilder();
    for (Label own : target) {
      String exported = labels.value(own.name());
      if (!exported.isEmpty()) {
        String name = "exported_" + own.name();
        while (labels.has(name) || target.has(name)) {
          name = "exported_" + name;
        }
        both.set(name, exported);
      }
      both.set(own.name(), own.value());
    }
    return both.build();
  }

  @Override
  public void type(String family, MetricType type) {
    learn(family, known -> new MetricMetadata(type, known.unit(), known.help()));
  }

  @Override
  public void help(String family, String help) {
    learn(family, known -> new MetricMetadata(known.type(), known.unit(), help));
  }

  @Override
  public void unit(String family, String unit) {
    learn(family, known -> new MetricMetadata(known.type(), unit, known.help()));
  }

  private void learn(String family, UnaryOperator<MetricMetadata> more) {
    metadata.put(family, more.apply(metadata.getOrDefault(family, MetricMetadata.UNKNOWN)));
  }
}
