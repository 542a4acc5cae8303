package io.kaldrix.monitor.plugin.testkit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.query.QueryValue;
import io.kaldrix.monitor.api.query.VectorSample;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.Series;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a Prometheus server says to a query. */
public sealed interface PrometheusReply {

  /** An answer, its samples and series in the server's order. */
  record Answered(QueryValue value) implements PrometheusReply {}

  /**
   * A refusal.
   *
   * @param kind {@code bad_data} if the query does not parse, {@code execution} if it fails
   * @param message in the server's words
   */
  record Refused(String kind, String message) implements PrometheusReply {}

  /**
   * Reads the body of a response of {@code /api/v1/query} or {@code /api/v1/query_range}.
   *
   * @throws IOException if it is no JSON
   */
  static PrometheusReply parse(String body) throws IOException {
    try (JsonParser json = new JsonFactory().createParser(body)) {
      json.nextToken();
      Map<?, ?> reply = (Map<?, ?>) Objects.requireNonNull(tree(json));
      if (!"success".equals(reply.get("status"))) {
        return new Refused(text(reply.get("errorType")), text(reply.get("error")));
      }
      Map<?, ?> data = mapping(reply.get("data"));
      List<?> result = (List<?>) Objects.requireNonNull(data.get("result"));
      return new Answered(
          switch (text(data.get("resultType"))) {
            case "scalar" -> new QueryValue.Scalar(millis(result), value(result));
            case "string" -> new QueryValue.Text(text(result.get(1)));
            case "vector" -> new QueryValue.InstantVector(vector(result));
            case "matrix" -> new QueryValue.RangeVector(matrix(result));
            default -> throw new IOException("unknown type in " + body);
          });
    }
  }

  private static List<VectorSample> vector(List<?> result) {
    List<VectorSample> samples = new ArrayList<>();
    for (Object element : result) {
      List<?> pair = (List<?>) Objects.requireNonNull(mapping(element).get("value"));
      samples.add(new VectorSample(labels(element), millis(pair), value(pair)));
    }
    return samples;
  }

  private static List<Series> matrix(List<?> result) {
    List<Series> series = new ArrayList<>();
    for (Object element : result) {
      if (!(mapping(element).get("values") instanceof List<?> pairs) || pairs.isEmpty()) {
        continue; // 2.42 lists series of which nothing is left
      }
      Samples.Builder samples = new Samples.Builder(16);
      for (Object pair : pairs) {
        samples.add(millis((List<?>) pair), value((List<?>) pair));
      }
      series.add(new Series(labels(element), samples.build()));
    }
    return series;
  }

  private static Labels labels(Object element) {
    Labels.Builder labels = Labels.builder();
    mapping(mapping(element).get("metric"))
        .forEach((name, value) -> labels.set(text(name), text(value)));
    return labels.build();
  }

  private static long millis(List<?> pair) {
    return ((BigDecimal) Objects.requireNonNull(pair.get(0))).movePointRight(3).longValue();
  }

  private static double value(List<?> pair) {
    String value = text(pair.get(1));
    return switch (value) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(value);
    };
  }

  private static Map<?, ?> mapping(@Nullable Object tree) {
    return (Map<?, ?>) Objects.requireNonNull(tree);
  }

  private static String text(@Nullable Object tree) {
    return String.valueOf(tree);
  }

  private static @Nullable Object tree(JsonParser json) throws IOException {
    switch (json.currentToken()) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> mapping = new TreeMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
          String name = json.currentName();
          json.nextToken();
          mapping.put(name, tree(json));
        }
        return mapping;
      }
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          list.add(tree(json));
        }
        return list;
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        return json.getDecimalValue();
      }
      case VALUE_NULL -> {
        return null;
      }
      default -> {
        return json.getText();
      }
    }
  }
}
