package io.kaldrix.monitor.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.template.TemplateException;
import io.kaldrix.monitor.api.template.TemplateSurroundings;
import io.kaldrix.monitor.api.template.TemplateSurroundings.Escaping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/** What Alertmanager's own tests expect of its templates. */
@Tag("conformance")
class TemplateConformanceTest {

  private static final String FILE = "templates.json";
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

  /** Of a notification's data those that are sets of labels. */
  private static final Set<String> LABEL_SETS =
      Set.of("GroupLabels", "CommonLabels", "CommonAnnotations", "Labels", "Annotations");

  /** How a case went: a problem, a reason why it cannot be asked yet, or neither. */
  private record Outcome(@Nullable String problem, @Nullable String notYet) {}

  @TestFactory
  Stream<DynamicTest> templates() throws IOException {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    for (Map<String, Object> row : JsonTable.read(file()).cases()) {
      outcomes.put(String.valueOf(row.get("id")), outcome(row));
    }
    report(outcomes);
    return outcomes.entrySet().stream()
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry.getValue())));
  }

  private static Outcome outcome(Map<String, Object> row) {
    Map<String, Object> expect = JsonTable.map(row.get("expect"));
    if ("sorted-pairs".equals(row.get("kind"))) {
      return sortedPairs(row, expect);
    }
    if (!"expand".equals(row.get("kind"))) {
      return new Outcome(null, "kind " + row.get("kind") + " is not known");
    }
    String text = String.valueOf(row.get("template"));
    if (text.contains(".Alerts")) {
      return new Outcome(
          null, "needs a notification's alerts, which come with the alerting engine");
    }
    Escaping escaping = Boolean.TRUE.equals(row.get("html")) ? Escaping.HTML : Escaping.NONE;
    String filled;
    try {
      filled =
          new GoTemplates()
              .compile("case", text, TemplateSurroundings.NONE.withEscaping(escaping))
              .fill(data(row.get("data")), AT);
    } catch (TemplateException e) {
      boolean expected = Boolean.TRUE.equals(expect.get("error"));
      return new Outcome(expected ? null : e.getMessage(), null);
    }
    return filled.equals(expect.get("output"))
        ? new Outcome(null, null)
        : new Outcome("expected " + expect + ", gave '" + filled + "'", null);
  }

  private static Outcome sortedPairs(Map<String, Object> row, Map<String, Object> expect) {
    String filled =
        new GoTemplates()
            .compile("case", "{{ range .SortedPairs }}{{ .Name }};{{ end }}")
            .fill(labels(JsonTable.map(row.get("labels"))), AT);
    List<String> names = Stream.of(filled.split(";", -1)).filter(name -> !name.isEmpty()).toList();
    return names.equals(expect.get("names"))
        ? new Outcome(null, null)
        : new Outcome("expected " + expect + ", gave " + names, null);
  }

  private static @Nullable Object data(@Nullable Object given) {
    if (given instanceof List<?> list) {
      List<@Nullable Object> elements = new ArrayList<>();
      list.forEach(element -> elements.add(data(element)));
      return elements;
    }
    if (!(given instanceof Map<?, ?> map)) {
      return given;
    }
    if (map.size() == 1 && map.get("instant") instanceof String instant) {
      return Instant.parse(instant);
    }
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    map.forEach(
        (key, value) ->
            entries.put(
                String.valueOf(key),
                LABEL_SETS.contains(key) && value instanceof Map
                    ? labels(JsonTable.map(value))
                    : data(value)));
    return entries;
  }

  private static Labels labels(Map<String, Object> given) {
    Map<String, String> labels = new LinkedHashMap<>();
    given.forEach((name, value) -> labels.put(name, String.valueOf(value)));
    return Labels.of(labels);
  }

  private static void check(Outcome outcome) {
    if (outcome.problem() != null) {
      fail(outcome.problem());
    }
    if (outcome.notYet() != null) {
      throw new TestAbortedException(outcome.notYet());
    }
  }

  private static Path file() {
    String property = System.getProperty("kaldrix.shared", "../../shared");
    Path file = Path.of(property, "data", "alerting", FILE);
    // The build gives the default as <root>/../shared; any other text was given by someone.
    boolean demanded =
        !property.endsWith("/../shared") && System.getProperty("kaldrix.shared") != null;
    if (!Files.isRegularFile(file)) {
      String line = "template conformance skipped: there is no " + file.normalize();
      if (demanded || "true".equals(System.getenv("CI"))) {
        fail(line);
      }
      System.out.println(line);
      throw new TestAbortedException(line);
    }
    return file;
  }

  private static void report(Map<String, Outcome> outcomes) throws IOException {
    assertThat(outcomes).as("cases in " + FILE).isNotEmpty();
    Path folder = Files.createDirectories(Path.of("target", "conformance"));
    try (JsonGenerator json =
        new JsonFactory()
            .createGenerator(Files.newBufferedWriter(folder.resolve(FILE)))
            .useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("suite", "templates");
      json.writeStringField("file", FILE);
      json.writeNumberField("cases", outcomes.size());
      json.writeNumberField(
          "passed",
          outcomes.values().stream()
              .filter(outcome -> outcome.problem() == null && outcome.notYet() == null)
              .count());
      json.writeArrayFieldStart("failed");
      for (Map.Entry<String, Outcome> entry : outcomes.entrySet()) {
        if (entry.getValue().problem() != null) {
          json.writeString(entry.getKey());
        }
      }
      json.writeEndArray();
      json.writeObjectFieldStart("skipped");
      for (Map.Entry<String, Outcome> entry : outcomes.entrySet()) {
        if (entry.getValue().notYet() != null) {
          json.writeStringField(entry.getKey(), entry.getValue().notYet());
        }
      }
      json.writeEndObject();
      json.writeObjectFieldStart("figures");
      json.writeEndObject();
      json.writeEndObject();
    }
  }
}
