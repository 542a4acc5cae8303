package io.kaldrix.monitor.example.dagnode;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.rule.AlertRule;
import io.kaldrix.monitor.api.rule.Rule;
import io.kaldrix.monitor.core.rule.file.PromQl;
import io.kaldrix.monitor.core.rule.file.RuleFiles;
import io.kaldrix.monitor.plugin.cli.Kaldrix;
import io.kaldrix.monitor.plugin.testkit.DebianPackage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The files that the example ships are right, and their tests pass, here and in Prometheus. */
class ShippedRulesTest {

  private static final Path RULES = Path.of("dag-node.rules.yml");
  private static final Path TESTS = Path.of("dag-node.test.yml");
  private static final Path ALARMS = Path.of("dag-node.alarms.json");
  private static final Path TESTS_OF_ALARMS = Path.of("dag-node.alarms.test.yml");

  @Test
  void kaldrixCheckFindsNothingWrong() {
    StringWriter out = new StringWriter();
    int code =
        run(
            out,
            "check",
            "kaldrix.yml",
            RULES.toString(),
            TESTS.toString(),
            ALARMS.toString(),
            TESTS_OF_ALARMS.toString(),
            "-D",
            "WEBHOOK_URL=http://localhost:8080/");
    assertThat(code).as(out.toString()).isZero();
    assertThat(out.toString()).contains("9 alert rules, 1 recording rule", "3 CloudWatch alarms");
  }

  @Test
  void kaldrixTestPasses() {
    StringWriter out = new StringWriter();
    int code = run(out, "test", TESTS.toString(), TESTS_OF_ALARMS.toString());
    assertThat(code).as(out.toString()).isZero();
  }

  @Test
  void everyShippedAlertHasATest() throws IOException {
    String tests = Files.readString(TESTS);
    List<String> untested =
        RuleFiles.read(List.of(RULES), PromQl.PROMETHEUS_3).stream()
            .flatMap(group -> group.rules().stream())
            .filter(AlertRule.class::isInstance)
            .map(Rule::name)
            .filter(name -> !tests.contains("alertname: " + name))
            .toList();
    assertThat(untested).isEmpty();
  }

  @Test
  void prometheusTakesTheSameFiles() throws Exception {
    String promtool = DebianPackage.program("promtool", "prometheus").toString();
    passes(promtool, "check", "rules", RULES.toString());
    passes(promtool, "test", "rules", TESTS.toString());
  }

  private static void passes(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static int run(StringWriter out, String... arguments) {
    PrintWriter both = new PrintWriter(out);
    return Kaldrix.run(both, both, arguments);
  }
}
