package io.kaldrix.monitor.core.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.kaldrix.monitor.core.query.ast.Aggregator;
import io.kaldrix.monitor.core.query.ast.BinaryOperator;
import io.kaldrix.monitor.core.query.eval.Functions;
import io.kaldrix.monitor.core.query.script.Outcome;
import io.kaldrix.monitor.core.query.script.ScriptRunner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The language, by scripts: load these series, evaluate this, expect that. */
class PromQlScriptsTest {

  @TestFactory
  Stream<DynamicNode> scripts() throws IOException {
    List<DynamicNode> nodes = new ArrayList<>();
    for (Path file : files()) {
      Stream<DynamicTest> tests =
          ScriptRunner.run(
                  Files.readString(file),
                  reader ->
                      EngineForScripts.of(
                          reader,
                          QueryDialect.PROMETHEUS_3.withExperimental().withStartTimestamps()))
              .entrySet()
              .stream()
              .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry.getValue())));
      nodes.add(DynamicContainer.dynamicContainer(file.getFileName().toString(), tests));
    }
    return nodes.stream();
  }

  @Test
  void everyFunctionAggregatorAndOperatorHasAScriptLine() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Path file : files()) {
      Files.readString(file)
          .lines()
          .filter(line -> line.startsWith("eval"))
          .forEach(line -> lines.append(line.toLowerCase(Locale.ROOT)).append('\n'));
    }
    TreeSet<String> missing = new TreeSet<>();
    for (String function : Functions.signatures().keySet()) {
      if (lines.indexOf(" " + function + "(") < 0 && lines.indexOf("(" + function + "(") < 0) {
        missing.add(function);
      }
    }
    Arrays.stream(Aggregator.values())
        .map(Aggregator::label)
        .filter(name -> lines.indexOf(" " + name + "(") < 0 && lines.indexOf(name + " by") < 0)
        .forEach(missing::add);
    Arrays.stream(BinaryOperator.values())
        .map(BinaryOperator::symbol)
        .filter(symbol -> lines.indexOf(" " + symbol + " ") < 0)
        .forEach(missing::add);
    assertThat(missing).isEmpty();
  }

  private static List<Path> files() throws IOException {
    URI folder =
        URI.create(
            Objects.requireNonNull(PromQlScriptsTest.class.getResource("selectors.test")).toString()
                + "/..");
    try (Stream<Path> found = Files.list(Path.of(folder).normalize())) {
      return found.filter(file -> file.toString().endsWith(".test")).sorted().toList();
    }
  }

  private static void check(Outcome outcome) {
    if (outcome instanceof Outcome.Failed failed) {
      fail(failed.problem());
    }
    assertThat(outcome).isInstanceOf(Outcome.Passed.class);
  }
}
