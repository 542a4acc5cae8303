package io.kaldrix.monitor.core.exposition;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.MetricType;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * Reads a page of samples as it arrives, in the Prometheus text format 0.0.4 or in OpenMetrics 1.0;
 * memory does not grow with the page. For one page and one thread.
 *
 * <p>It reads what a Prometheus server reads: names in quotes may be any text, as in {@code
 * {"http.requests", "service.name"="api"} 1}; a backslash before another character than a
 * backslash, a quote or an {@code n} stays; the order of lines is not looked at; exemplars are
 * skipped. Only OpenMetrics refuses empty lines, comments of other kinds and a page that lacks its
 * {@code # EOF}, which shows that it was cut.
 *
 * <p>Sources: prometheus.io, Exposition formats, text format details; OpenMetrics specification
 * 1.0.0; Prometheus proposal 2023-08-21, UTF-8 support.
 */
public final class ExpositionReader {

  private final ExpositionFormat format;
  private final ExpositionVisitor visitor;
  private final LineCursor cursor = new LineCursor();
  private boolean ended;

  private ExpositionReader(ExpositionFormat format, ExpositionVisitor visitor) {
    this.format = format;
    this.visitor = visitor;
  }

  /**
   * Reads a whole page and hands each line on as soon as it is read; the stream is not closed.
   *
   * @throws ExpositionException if a line is wrong; those before it have been handed on
   * @throws IOException if the stream fails
   */
  public static void read(InputStream page, ExpositionFormat format, ExpositionVisitor visitor)
      throws IOException {
    new ExpositionReader(format, visitor).page(new PageLines(page));
  }

  private boolean isOpenMetrics() {
    return format == ExpositionFormat.OPEN_METRICS;
  }

  private void page(PageLines lines) throws IOException {
    for (String line = lines.next(); line != null; line = lines.next()) {
      cursor.begin(line, lines.number());
      if (ended) {
        throw cursor.refused("follows # EOF, which must be the last line");
      }
      line();
    }
    if (isOpenMetrics() && !ended) {
      throw new ExpositionException(
          lines.number(), "the page ends, must end with the line # EOF; it may have been cut");
    }
  }

  private void line() {
    if (!isOpenMetrics()) {
      cursor.skipBlanks();
    }
    if (cursor.atEnd()) {
      if (isOpenMetrics()) {
        throw cursor.refused("is empty, must be a sample, # TYPE, # HELP, # UNIT or # EOF");
      }
    } else if (cursor.take('#')) {
      comment();
    } else {
      sample();
    }
  }

  private void comment() {
    boolean blanks = cursor.skipBlanks();
    String keyword = blanks ? cursor.word() : "";
    switch (keyword) {
      case "TYPE" -> visitor.type(family(), type());
      case "HELP" -> visitor.help(family(), help());
      case "EOF" -> eof();
      case "UNIT" -> unit();
      default -> refuseOther();
    }
  }

  private void refuseOther() {
    if (isOpenMetrics()) {
      throw cursor.unexpected("# TYPE, # HELP, # UNIT or # EOF");
    }
  }

  private void eof() {
    if (isOpenMetrics()) {
      end();
      ended = true;
    }
  }

  private void unit() {
    if (isOpenMetrics()) {
      String family = family();
      cursor.skipBlanks();
      String unit = cursor.word();
      end();
      visitor.unit(family, unit);
    }
  }

  private String family() {
    if (!cursor.skipBlanks()) {
      throw cursor.unexpected("a blank and the name of a metric");
    }
    if (cursor.peek() != '"') {
      return metricName();
    }
    String name = cursor.quoted();
    if (name.isEmpty()) {
      throw cursor.refused("the name of the metric is empty, must be one character or more");
    }
    return name;
  }

  private String metricName() {
    String name = cursor.name(true);
    if (name.isEmpty()) {
      throw cursor.unexpected("the name of a metric, of letters, digits, '_' and ':'");
    }
    return name;
  }

  private String help() {
    boolean blanks = cursor.skipBlanks();
    if (!blanks && !cursor.atEnd()) {
      throw cursor.unexpected("a blank");
    }
    return LineCursor.unescaped(cursor.rest(), isOpenMetrics());
  }

  private MetricType type() {
    if (!cursor.skipBlanks()) {
      throw cursor.unexpected("a blank and a type");
    }
    String word = cursor.word();
    MetricType type = MetricTypes.of(word, format);
    if (type == null) {
      throw cursor.wrong("type", word, MetricTypes.allowed(format));
    }
    end();
    return type;
  }

  private void end() {
    cursor.skipBlanks();
    if (!cursor.atEnd()) {
      throw cursor.unexpected("the end of the line");
    }
  }

  private void sample() {
    Labels labels = series();
    cursor.skipBlanks();
    double value = value();
    OptionalLong timestampMillis = OptionalLong.empty();
    if (cursor.skipBlanks() && !cursor.atEnd() && cursor.peek() != '#') {
      timestampMillis = OptionalLong.of(timestampMillis());
      cursor.skipBlanks();
    }
    if (isOpenMetrics() && cursor.take('#')) {
      exemplar();
    }
    if (!cursor.atEnd()) {
      throw cursor.unexpected("the end of the line");
    }
    visitor.sample(labels, timestampMillis, value);
  }

  private Labels series() {
    Labels.Builder labels = Labels.builder();
    if (cursor.peek() != '{') {
      labels.metricName(metricName());
      if (!cursor.skipBlanks() && cursor.peek() != '{') {
        throw cursor.unexpected("'{', or a blank and a value");
      }
    }
    if (cursor.take('{')) {
      labels(labels);
    }
    if (!labels.has(Label.METRIC_NAME)) {
      throw cursor.refused("has no metric name, must begin with one or have it first in {}");
    }
    return labels.build();
  }

  /** Reads labels behind an opening brace; a text that stands alone is the metric's name. */
  private void labels(Labels.Builder labels) {
    LabelNames names = new LabelNames();
    cursor.skipBlanks();
    while (!cursor.take('}')) {
      boolean quoted = cursor.peek() == '"';
      String name = quoted ? cursor.quoted() : cursor.name(false);
      if (name.isEmpty()) {
        throw cursor.unexpected("the name of a label, of letters, digits and '_', or in quotes");
      }
      cursor.skipBlanks();
      if (cursor.take('=')) {
        cursor.skipBlanks();
        labels.set(names.once(name, cursor), cursor.quoted());
      } else if (quoted && !labels.has(Label.METRIC_NAME)) {
        labels.metricName(name);
      } else {
        throw cursor.unexpected("'='");
      }
      cursor.skipBlanks();
      if (!cursor.take(',') && cursor.peek() != '}') {
        throw cursor.unexpected("',' or '}'");
      }
      cursor.skipBlanks();
    }
  }

  private double value() {
    String word = cursor.word();
    Double value = Numbers.value(word);
    if (value == null) {
      throw cursor.wrong("value", word, "a number such as 1.5, 1e3, NaN or +Inf");
    }
    return value;
  }

  private long timestampMillis() {
    String word = cursor.word();
    OptionalLong millis = isOpenMetrics() ? Numbers.seconds(word) : Numbers.millis(word);
    return millis.orElseThrow(
        () ->
            cursor.wrong(
                "time",
                word,
                isOpenMetrics()
                    ? "seconds since 1970 such as 1700000000.5"
                    : "whole milliseconds since 1970 such as 1700000000500"));
  }

  private void exemplar() {
    cursor.skipBlanks();
    cursor.need('{', "the labels of an exemplar");
    labels(Labels.builder().metricName("exemplar"));
    if (!cursor.skipBlanks()) {
      throw cursor.unexpected("a blank and the exemplar's value");
    }
    double unused = value();
    if (cursor.skipBlanks() && !cursor.atEnd()) {
      long unusedToo = timestampMillis();
    }
    cursor.skipBlanks();
  }
}
