package io.kaldrix.monitor.core.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.core.query.eval.Functions;
import io.kaldrix.monitor.core.query.eval.NameRemoval;
import io.kaldrix.monitor.core.query.parse.Parser;
import io.kaldrix.monitor.core.query.script.Outcome;
import io.kaldrix.monitor.core.query.script.ScriptRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/** What the engine has gives the answers that Prometheus's own scripts expect. */
@Tag("conformance")
class PromQlConformanceTest {

  /** What Prometheus's own runner switches on. */
  private static final QueryDialect DIALECT =
      QueryDialect.PROMETHEUS_3
          .withExperimental()
          .withNames(NameRemoval.DELAYED)
          .withStartTimestamps();

  @TestFactory
  Stream<DynamicNode> scripts() throws IOException {
    List<DynamicNode> nodes = new ArrayList<>();
    for (Path file : files(".test")) {
      Map<String, Outcome> outcomes =
          ScriptRunner.run(Files.readString(file), reader -> EngineForScripts.of(reader, DIALECT));
      nodes.add(container(file, outcomes));
    }
    return nodes.stream();
  }

  @TestFactory
  Stream<DynamicNode> expressions() throws IOException {
    List<DynamicNode> nodes = new ArrayList<>();
    for (Path file : files("parse_cases.json")) {
      Map<String, Outcome> outcomes = new LinkedHashMap<>();
      int number = 0;
      for (ParseCase parseCase : parseCases(file)) {
        String input = parseCase.input().replace("\n", "\\n");
        String name = input.length() > 80 ? input.substring(0, 77) + "..." : input;
        outcomes.put(++number + ": " + name, parseCase.outcome());
      }
      nodes.add(container(file, outcomes));
    }
    return nodes.stream();
  }

  // ---- where the files are

  private static List<Path> files(String ending) throws IOException {
    String property = System.getProperty("kaldrix.shared", "../../shared");
    Path folder = Path.of(property, "data", "promqltest");
    // The build gives the default as <root>/../shared; any other text was given by someone.
    boolean demanded =
        !property.endsWith("/../shared") && System.getProperty("kaldrix.shared") != null;
    if (!Files.isDirectory(folder)) {
      String line = "PromQL conformance skipped: there is no " + folder.normalize();
      if (demanded || "true".equals(System.getenv("CI"))) {
        fail(line);
      }
      System.out.println(line);
      throw new TestAbortedException(line);
    }
    try (Stream<Path> found = Files.list(folder)) {
      List<Path> files =
          found.filter(file -> file.getFileName().toString().endsWith(ending)).sorted().toList();
      assertThat(files).as("files *" + ending + " in " + folder).isNotEmpty();
      return files;
    }
  }

  // ---- what is reported

  private static DynamicNode container(Path file, Map<String, Outcome> outcomes)
      throws IOException {
    String name = file.getFileName().toString();
    report(name, "promqltest-" + name.substring(0, name.indexOf('.')), outcomes);
    return DynamicContainer.dynamicContainer(
        name,
        outcomes.entrySet().stream()
            .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry.getValue()))));
  }

  private static void check(Outcome outcome) {
    if (outcome instanceof Outcome.Failed failed) {
      fail(failed.problem());
    } else if (outcome instanceof Outcome.NotYet notYet) {
      throw new TestAbortedException(notYet.reason());
    }
  }

  private static void report(String file, String suite, Map<String, Outcome> outcomes)
      throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "conformance"));
    int passed = 0;
    int evaluations = 0;
    for (Outcome outcome : outcomes.values()) {
      if (outcome instanceof Outcome.Passed pass) {
        passed++;
        evaluations += pass.evaluations();
      }
    }
    try (JsonGenerator json =
        new JsonFactory()
            .createGenerator(Files.newBufferedWriter(folder.resolve(suite + ".json")))
            .useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("suite", suite);
      json.writeStringField("file", file);
      json.writeNumberField("cases", outcomes.size());
      json.writeNumberField("passed", passed);
      json.writeArrayFieldStart("failed");
      for (Map.Entry<String, Outcome> entry : outcomes.entrySet()) {
        if (entry.getValue() instanceof Outcome.Failed) {
          json.writeString(entry.getKey());
        }
      }
      json.writeEndArray();
      json.writeObjectFieldStart("skipped");
      for (Map.Entry<String, Outcome> entry : outcomes.entrySet()) {
        if (entry.getValue() instanceof Outcome.NotYet notYet) {
          json.writeStringField(entry.getKey(), notYet.reason());
        }
      }
      json.writeEndObject();
      json.writeObjectFieldStart("figures");
      json.writeNumberField("evaluations", evaluations);
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  // ---- expressions that parse or do not

  private record ParseCase(String input, boolean fails) {

    Outcome outcome() {
      try {
        Parser.parse(input, Functions.signatures(), QueryLimits.DEFAULT.maxDepth());
        return fails ? new Outcome.Failed("was accepted: " + input) : new Outcome.Passed(1);
      } catch (QueryException e) {
        String message = String.valueOf(e.getMessage());
        int what = message.indexOf(" is not supported yet");
        if (what >= 0) {
          return new Outcome.NotYet(
              "not in this slice: " + message.substring(message.indexOf(": ") + 2, what));
        }
        return fails ? new Outcome.Passed(1) : new Outcome.Failed(message);
      }
    }
  }

  private static List<ParseCase> parseCases(Path file) throws IOException {
    List<ParseCase> cases = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
      String input = "";
      String error = "";
      boolean fails = false;
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.END_OBJECT) {
          boolean strayBytes = error.contains("invalid UTF-8 rune");
          cases.add(new ParseCase(strayBytes ? withStrayBytes(input) : input, fails));
        } else if (json.currentToken() == JsonToken.VALUE_STRING
            && "input".equals(json.currentName())) {
          input = json.getText();
        } else if (json.currentToken() == JsonToken.VALUE_STRING
            && "err".equals(json.currentName())) {
          error = json.getText();
        } else if ("fail".equals(json.currentName()) && json.currentToken().isBoolean()) {
          fails = json.getBooleanValue();
        }
      }
    }
    return cases;
  }

  /**
   * JSON holds no bytes that are no UTF-8: there the characters of their numbers stand for them.
   */
  private static String withStrayBytes(String input) {
    StringBuilder bytes = new StringBuilder();
    input.chars().forEach(c -> bytes.append((char) (c >= 0x80 && c <= 0xff ? 0xdc00 + c : c)));
    return bytes.toString();
  }
}
