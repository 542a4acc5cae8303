package io.kaldrix.monitor.core.rule.unit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.core.rule.file.PromQl;
import io.kaldrix.monitor.plugin.testkit.DebianPackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real {@code promtool test rules} and ours say the same of every file and of every test in it.
 * Promtool 2.42 is what Debian has, so ours speaks the PromQL of Prometheus 2 here; what 2.42 lacks
 * stands in {@link RuleTestsTest}.
 */
class PromtoolAgreementTest {

  /** A file, or one test of it alone. */
  private record Case(String name, Path file) {}

  private static final Pattern VERDICT =
      Pattern.compile("Unit Testing: +(\\S+)\\s+(SUCCESS|FAILED)");

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> verdicts() throws Exception {
    Path promtool = DebianPackage.program("promtool", "prometheus");
    List<Case> cases = cases();
    Map<String, Boolean> theirs = verdicts(promtool, cases);
    return cases.stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.name(),
                    () -> {
                      RuleTestReport ours = RuleTests.run(each.file(), PromQl.PROMETHEUS_2);
                      assertThat(ours.passed())
                          .as(ours.describe())
                          .isEqualTo(theirs.get(each.file().toString()));
                    }));
  }

  @Test
  void thereAreFilesEnoughOfBothKinds() throws IOException {
    List<Path> files = RuleTestFixtures.files("files");
    long failing =
        files.stream().filter(file -> !RuleTests.run(file, PromQl.PROMETHEUS_2).passed()).count();
    assertThat(files).hasSizeGreaterThanOrEqualTo(30);
    assertThat(failing).isBetween(files.size() / 4L, files.size() * 2L / 3);
  }

  /** Returns each file whole, and each of its tests alone in a copy. */
  private List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (Path file : RuleTestFixtures.files("files")) {
      cases.add(new Case(file.getFileName().toString(), file));
      String[] parts = Files.readString(file).split("(?m)^(?=  - name: )", -1);
      for (int i = 1; i < parts.length; i++) {
        Path alone = directory.resolve(file.getFileName() + "-" + i + ".yml");
        Files.writeString(alone, parts[0] + parts[i]);
        String name = parts[i].lines().findFirst().orElseThrow().replace("  - name: ", "");
        cases.add(new Case(file.getFileName() + ": " + name, alone));
      }
    }
    for (Path rules : RuleTestFixtures.ruleFiles("files")) {
      Files.copy(rules, directory.resolve(rules.getFileName()));
    }
    return cases;
  }

  private static Map<String, Boolean> verdicts(Path promtool, List<Case> cases)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(promtool.toString(), "test", "rules"));
    cases.forEach(each -> command.add(each.file().toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    Map<String, Boolean> verdicts = new TreeMap<>();
    Matcher verdict = VERDICT.matcher(output.replaceAll("  WARNING: .*\\n", ""));
    while (verdict.find()) {
      verdicts.put(verdict.group(1), verdict.group(2).equals("SUCCESS"));
    }
    if (verdicts.size() != cases.size()) {
      throw new UncheckedIOException(new IOException("promtool said: " + output));
    }
    return verdicts;
  }
}
