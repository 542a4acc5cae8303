package io.kaldrix.monitor.core.query.differential;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.kaldrix.monitor.api.query.QueryValue;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.core.query.PromQlEngine;
import io.kaldrix.monitor.core.query.QueryDialect;
import io.kaldrix.monitor.core.query.QueryLimits;
import io.kaldrix.monitor.plugin.testkit.PrometheusReply;
import io.kaldrix.monitor.plugin.testkit.RealPrometheus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks both engines, compares, and counts. For one thread. */
final class Comparison {

  static final String ROUNDING =
      "rounding: our own answer differs as much once samples are off by 1e-14 of themselves";

  private static final double NOISE = 1e-14;
  private static final int NOISES = 4;
  private static final Pattern POSITION = Pattern.compile("(\\d+:\\d+): parse error: ");

  private final FixedSeries series;
  private final PromQlEngine ours;
  private final RealPrometheus theirs;
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<String, String> explained = new LinkedHashMap<>();
  private final Map<String, String> failed = new LinkedHashMap<>();
  private int asked;

  Comparison(List<Series> data, RealPrometheus theirs) {
    this.series = new FixedSeries(data);
    this.ours = engine(series);
    this.theirs = theirs;
  }

  private static PromQlEngine engine(FixedSeries series) {
    return new PromQlEngine(series, QueryLimits.DEFAULT, QueryDialect.PROMETHEUS_2);
  }

  void ask(Question question) {
    asked++;
    PrometheusReply our = question.askedOf(ours);
    PrometheusReply their = question.askedOf(theirs);
    Optional<String> difference = Answers.difference(our, their, question.ordered());
    if (difference.isEmpty()) {
      count(question.range() ? "range queries equal" : "instant queries equal");
      countEqual(our, their);
      return;
    }
    Optional<String> reason = reason(question, our, their);
    reason.ifPresent(this::count);
    if (reason.isPresent()) {
      explained.put(question.toString(), reason.get());
    } else {
      failed.put(question.toString(), difference.get());
    }
  }

  private Optional<String> reason(Question question, PrometheusReply our, PrometheusReply their) {
    KnownChange.Case difference = new KnownChange.Case(question.expression(), our, their);
    for (int i = 0; difference.bothAnswer() && i < NOISES; i++) {
      PromQlEngine noisy = engine(series.withNoise(NOISE, new Random(i)));
      if (Answers.difference(our, question.askedOf(noisy), question.ordered()).isPresent()) {
        return Optional.of(ROUNDING);
      }
    }
    return KnownChange.explaining(difference)
        .map(change -> change.name() + " (" + change.reference() + ")");
  }

  private void countEqual(PrometheusReply our, PrometheusReply their) {
    if (our instanceof PrometheusReply.Refused refused) {
      PrometheusReply.Refused theirRefusal = (PrometheusReply.Refused) their;
      Matcher position = POSITION.matcher(theirRefusal.message());
      count("equal refusals");
      if (position.find()) {
        boolean same = refused.message().startsWith(position.group(1) + ":");
        count(same ? "parse errors at the same position" : "parse errors at another position");
      }
    } else if (((PrometheusReply.Answered) our).value() instanceof QueryValue.InstantVector vector
        && vector.samples().isEmpty()) {
      count("equal and empty");
    } else {
      count("equal and not empty");
    }
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  int count(String... what) {
    int sum = 0;
    for (String each : what) {
      sum += counts.getOrDefault(each, 0);
    }
    return sum;
  }

  int explained() {
    return explained.size();
  }

  /** Returns what differs for no reason we know of, with the difference. */
  Map<String, String> failed() {
    return failed;
  }

  String table() {
    StringBuilder table = new StringBuilder();
    table.append(String.format("%8d asked%n", asked));
    counts.forEach((what, count) -> table.append(String.format("%8d %s%n", count, what)));
    table.append(String.format("%8d different for no known reason%n", failed.size()));
    return table.toString();
  }

  void report(String suite, String source) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "conformance"));
    try (JsonGenerator json =
        new JsonFactory()
            .createGenerator(Files.newBufferedWriter(folder.resolve(suite + ".json")))
            .useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("suite", suite);
      json.writeStringField("file", source);
      json.writeNumberField("cases", asked);
      json.writeNumberField("passed", asked - explained.size() - failed.size());
      json.writeArrayFieldStart("failed");
      for (Map.Entry<String, String> each : failed.entrySet()) {
        json.writeString(each.getKey() + ": " + each.getValue());
      }
      json.writeEndArray();
      json.writeObjectFieldStart("skipped");
      for (Map.Entry<String, String> each : explained.entrySet()) {
        json.writeStringField(each.getKey(), each.getValue());
      }
      json.writeEndObject();
      json.writeObjectFieldStart("figures");
      for (Map.Entry<String, Integer> each : counts.entrySet()) {
        json.writeNumberField(each.getKey(), each.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
  }
}
