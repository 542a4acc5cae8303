package io.kaldrix.monitor.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.plugin.SettingsException;
import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.core.query.PromQlEngine;
import io.kaldrix.monitor.core.query.QueryLimits;
import io.kaldrix.monitor.core.rule.RuleTemplates;
import io.kaldrix.monitor.plugin.testkit.DebianPackage;
import io.kaldrix.monitor.plugin.testkit.InMemorySeries;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Rule files, and what the real promtool says of them. */
class PromtoolRulesTest {

  private static final int FEWEST_FILES = 40;

  private final PromQlEngine queries = new PromQlEngine(new InMemorySeries(), QueryLimits.DEFAULT);
  private final RuleTemplates templates = new RuleTemplates(queries, Labels.EMPTY, "");

  static List<Path> files() throws IOException, URISyntaxException {
    Path folder =
        Path.of(Objects.requireNonNull(PromtoolRulesTest.class.getResource("rulefiles")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void thereAreManyOfThem() throws IOException, URISyntaxException {
    assertThat(files()).hasSizeGreaterThanOrEqualTo(FEWEST_FILES);
  }

  @TestFactory
  Stream<DynamicTest> isTakenOrRefusedAsItsNameSays() throws IOException, URISyntaxException {
    return files().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () ->
                        assertThat(problem(file).isEmpty())
                            .as("%s", problem(file))
                            .isEqualTo(isGood(file))));
  }

  @TestFactory
  Stream<DynamicTest> promtoolSaysTheSame() throws IOException, URISyntaxException {
    Path promtool = DebianPackage.program("promtool", "prometheus");
    return files().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () -> assertThat(accepts(promtool, file)).isEqualTo(isGood(file))));
  }

  @Test
  void aProblemIsToldWithItsPlace() throws IOException, URISyntaxException {
    for (Path file : files()) {
      problem(file)
          .ifPresent(
              problem -> assertThat(problem).matches("bad-[a-z-]+\\.yml:\\d+:\\d+: (?s).{10,}"));
    }
  }

  private static boolean isGood(Path file) {
    return file.getFileName().toString().startsWith("good-");
  }

  private Optional<String> problem(Path file) {
    RuleFiles files =
        new RuleFiles(
            List.of(file.toString()), file.getParent(), this::problem, templates::problem);
    try {
      files.load();
      return Optional.empty();
    } catch (SettingsException e) {
      return Optional.of(e.getMessage());
    }
  }

  private Optional<String> problem(String expression) {
    try {
      queries.prepare(expression);
      return Optional.empty();
    } catch (QueryException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static boolean accepts(Path promtool, Path file)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(promtool.toString(), "check", "rules", file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).isNotEmpty();
    return process.waitFor() == 0;
  }
}
