package io.kaldrix.monitor.core.rule.backtest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.kaldrix.monitor.api.alert.Severity;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Writes a report as JSON: durations in seconds, times as in {@code 2026-01-31T12:00:00Z}. */
final class BacktestJson {

  private static final JsonFactory FACTORY = new JsonFactory();

  private BacktestJson() {}

  static String of(BacktestReport report) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("from", report.from().toString());
      json.writeStringField("to", report.to().toString());
      seconds(json, "step_seconds", report.step());
      json.writeNumberField("ticks", report.ticks());
      seconds(json, "elapsed_seconds", report.elapsed());
      json.writeNumberField("firings", report.firings());
      json.writeObjectFieldStart("pages");
      for (Map.Entry<Severity, Integer> entry : report.pages().entrySet()) {
        json.writeNumberField(entry.getKey().label(), entry.getValue());
      }
      json.writeEndObject();
      json.writeArrayFieldStart("rules");
      for (RuleOutcome outcome : report.outcomes()) {
        outcome(json, outcome);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("episodes");
      for (Episode episode : report.episodes()) {
        episode(json, episode);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("problems");
      for (String problem : report.problems()) {
        json.writeString(problem);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter throws none
    }
    return text.toString();
  }

  private static void outcome(JsonGenerator json, RuleOutcome outcome) throws IOException {
    json.writeStartObject();
    json.writeStringField("group", outcome.group());
    json.writeStringField("rule", outcome.rule());
    json.writeStringField("severity", outcome.severity().label());
    json.writeNumberField("series", outcome.series());
    json.writeNumberField("firings", outcome.firings());
    json.writeNumberField("pages", outcome.pages());
    json.writeNumberField("flaps", outcome.flaps());
    json.writeNumberField("waits", outcome.waits());
    seconds(json, "firing_seconds", outcome.firing());
    seconds(json, "longest_seconds", outcome.longest());
    time(json, "first", outcome.first());
    time(json, "last", outcome.last());
    json.writeNumberField("failures", outcome.failures());
    json.writeEndObject();
  }

  private static void episode(JsonGenerator json, Episode episode) throws IOException {
    json.writeStartObject();
    json.writeStringField("group", episode.group());
    json.writeStringField("rule", episode.rule());
    json.writeObjectFieldStart("labels");
    for (Map.Entry<String, String> label : episode.labels().asMap().entrySet()) {
      json.writeStringField(label.getKey(), label.getValue());
    }
    json.writeEndObject();
    json.writeStringField("severity", episode.severity().label());
    json.writeStringField("active_since", episode.activeSince().toString());
    json.writeStringField("fired_at", episode.firedAt().toString());
    time(json, "resolved_at", episode.resolvedAt());
    if (Double.isFinite(episode.value())) {
      json.writeNumberField("value", episode.value());
    } else {
      json.writeStringField("value", String.valueOf(episode.value()));
    }
    json.writeBooleanField("flap", episode.flap());
    json.writeEndObject();
  }

  private static void seconds(JsonGenerator json, String name, Duration duration)
      throws IOException {
    json.writeNumberField(name, duration.toMillis() / 1000.0);
  }

  private static void time(JsonGenerator json, String name, Optional<Instant> time)
      throws IOException {
    if (time.isPresent()) {
      json.writeStringField(name, time.get().toString());
    } else {
      json.writeNullField(name);
    }
  }
}
