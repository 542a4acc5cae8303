package io.kaldrix.monitor.plugin.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.query.QueryResult;
import io.kaldrix.monitor.api.query.QueryValue;
import io.kaldrix.monitor.api.query.VectorSample;
import io.kaldrix.monitor.api.series.Series;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Writes an answer in the shape that Prometheus' HTTP interface gives it. */
final class ResultJson {

  private static final JsonFactory FACTORY = new JsonFactory();

  private ResultJson() {}

  static String of(QueryResult result) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("status", "success");
      json.writeObjectFieldStart("data");
      data(json, result.value());
      json.writeEndObject();
      texts(json, "warnings", result.warnings());
      texts(json, "infos", result.infos());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter throws none
    }
    return text.append('\n').toString();
  }

  private static void texts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    if (!texts.isEmpty()) {
      json.writeArrayFieldStart(name);
      for (String each : texts) {
        json.writeString(each);
      }
      json.writeEndArray();
    }
  }

  private static void data(JsonGenerator json, QueryValue value) throws IOException {
    if (value instanceof QueryValue.Text text) {
      json.writeStringField("resultType", "string");
      json.writeArrayFieldStart("result");
      json.writeNumber(0);
      json.writeString(text.value());
      json.writeEndArray();
    } else if (value instanceof QueryValue.Scalar scalar) {
      json.writeStringField("resultType", "scalar");
      json.writeFieldName("result");
      pair(json, scalar.timestampMillis(), scalar.value());
    } else if (value instanceof QueryValue.InstantVector vector) {
      json.writeStringField("resultType", "vector");
      json.writeArrayFieldStart("result");
      for (VectorSample sample : vector.samples()) {
        json.writeStartObject();
        metric(json, sample.labels());
        json.writeFieldName("value");
        pair(json, sample.timestampMillis(), sample.value());
        json.writeEndObject();
      }
      json.writeEndArray();
    } else {
      json.writeStringField("resultType", "matrix");
      json.writeArrayFieldStart("result");
      for (Series series : ((QueryValue.RangeVector) value).series()) {
        json.writeStartObject();
        metric(json, series.labels());
        json.writeArrayFieldStart("values");
        for (int i = 0; i < series.samples().size(); i++) {
          pair(json, series.samples().timestampMillis(i), series.samples().value(i));
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }

  private static void metric(JsonGenerator json, Labels labels) throws IOException {
    json.writeObjectFieldStart("metric");
    for (Map.Entry<String, String> label : labels.asMap().entrySet()) {
      json.writeStringField(label.getKey(), label.getValue());
    }
    json.writeEndObject();
  }

  private static void pair(JsonGenerator json, long millis, double value) throws IOException {
    json.writeStartArray();
    json.writeNumber(BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString());
    json.writeString(ResultTable.number(value));
    json.writeEndArray();
  }
}
