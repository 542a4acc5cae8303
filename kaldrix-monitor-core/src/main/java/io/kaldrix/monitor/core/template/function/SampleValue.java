package io.kaldrix.monitor.core.template.function;

import io.kaldrix.monitor.api.query.VectorSample;
import io.kaldrix.monitor.api.template.TemplateObject;
import io.kaldrix.monitor.core.template.value.FloatText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One sample of a query's answer: its {@code Labels} and {@code Value}. */
record SampleValue(Map<String, String> labels, double value) implements TemplateObject {

  static SampleValue of(VectorSample sample) {
    return new SampleValue(new TreeMap<>(sample.labels().asMap()), sample.value());
  }

  String label(String name) {
    return labels.getOrDefault(name, "");
  }

  @Override
  public boolean has(String member) {
    return member.equals("Labels") || member.equals("Value");
  }

  @Override
  public Object member(String member, List<@Nullable Object> arguments) {
    if (!arguments.isEmpty()) {
      throw new IllegalArgumentException(member + " is not a method but has arguments");
    }
    return member.equals("Labels") ? labels : (Object) value;
  }

  @Override
  public Object plain() {
    return toString(); // it has no members but its own
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{map[");
    String separator = "";
    for (Map.Entry<String, String> label : labels.entrySet()) {
      text.append(separator).append(label.getKey()).append(':').append(label.getValue());
      separator = " ";
    }
    return text.append("] ").append(FloatText.of(value)).append('}').toString();
  }
}
