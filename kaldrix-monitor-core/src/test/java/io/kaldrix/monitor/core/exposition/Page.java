package io.kaldrix.monitor.core.exposition;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.MetricType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What a page says, gathered. */
final class Page implements ExpositionVisitor {

  record Line(Labels labels, OptionalLong timestampMillis, double value) {}

  final List<Line> samples = new ArrayList<>();
  final Map<String, MetricType> types = new LinkedHashMap<>();
  final Map<String, String> helps = new LinkedHashMap<>();
  final Map<String, String> units = new LinkedHashMap<>();

  static Page text(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8), ExpositionFormat.PROMETHEUS_TEXT);
  }

  static Page openMetrics(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8), ExpositionFormat.OPEN_METRICS);
  }

  static Page read(byte[] bytes, ExpositionFormat format) {
    try {
      return read(new ByteArrayInputStream(bytes), format);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Page read(InputStream in, ExpositionFormat format) throws IOException {
    Page page = new Page();
    ExpositionReader.read(in, format, page);
    return page;
  }

  Labels onlySeries() {
    if (samples.size() != 1) {
      throw new AssertionError(samples.size() + " samples");
    }
    return samples.get(0).labels();
  }

  @Override
  public void sample(Labels labels, OptionalLong timestampMillis, double value) {
    samples.add(new Line(labels, timestampMillis, value));
  }

  @Override
  public void type(String family, MetricType type) {
    types.put(family, type);
  }

  @Override
  public void help(String family, String help) {
    helps.put(family, help);
  }

  @Override
  public void unit(String family, String unit) {
    units.put(family, unit);
  }
}
