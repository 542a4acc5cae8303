package io.kaldrix.monitor.plugin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KaldrixTest {

  private static final String RULES =
      """
      groups:
        - name: queues
          rules:
            - alert: QueueFull
              expr: queue_size > 100
              labels: {severity: critical}
              annotations: {summary: "{{ $labels.job }} holds {{ $value }}"}
            - record: queues:size
              expr: sum(queue_size)
      """;
  private static final String TESTS =
      """
      rule_files: [queues.rules.yml]
      tests:
        - name: fires
          interval: 1m
          input_series:
            - {series: 'queue_size{job="mail"}', values: 0 200}
          alert_rule_test:
            - eval_time: 1m
              alertname: QueueFull
              exp_alerts:
                - exp_labels: {job: mail, severity: critical}
                  exp_annotations: {summary: mail holds 200}
      """;
  private static final String DATA =
      """
      timestamp,"queue_size{job=""mail""}"
      2026-01-01T00:00:00Z,50
      2026-01-01T00:01:00Z,200
      2026-01-01T00:02:00Z,50
      2026-01-01T00:03:00Z,300
      """;

  @TempDir Path directory;
  private Path rules;
  private Path tests;
  private Path data;

  /** What a run of the program ended with and said. */
  private record Ran(int code, String out, String err) {}

  @BeforeEach
  void files() throws IOException {
    rules = written("queues.rules.yml", RULES);
    tests = written("queues.test.yml", TESTS);
    data = written("queues.csv", DATA);
  }

  // ---- check

  @Test
  void checkTellsWhatIsInRightFiles() throws IOException {
    Path configuration = written("kaldrix.yml", "collect: {interval: 5s}\nalerting: {}\n");
    Ran ran = run("check", rules, tests, configuration);
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains("RIGHT " + rules + ": 1 rule group, 1 alert rule, 1 recording rule")
        .contains("RIGHT " + tests + ": 1 rule test, which 'kaldrix test' runs")
        .contains("RIGHT " + configuration + ": a configuration");
  }

  @Test
  void checkTellsWhatIsWrongWithItsPlace() throws IOException {
    Path wrongRules = written("wrong.yml", RULES.replace("> 100", "> > 100"));
    Path wrongTemplate = written("template.yml", RULES.replace("{{ $value }}", "{{ $value "));
    Path wrongConfiguration = written("kaldrix.yml", "colect: {interval: 5s}\n");
    Ran ran = run("check", rules, wrongRules, wrongTemplate, wrongConfiguration, "none.yml");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains("RIGHT " + rules)
        .contains("WRONG " + wrongRules)
        .contains("wrong.yml:5:")
        .contains("WRONG " + wrongTemplate)
        .contains("WRONG " + wrongConfiguration)
        .contains("did you mean 'collect'?")
        .contains("there is no such file");
  }

  @Test
  void checkOpensNeitherStoreNorDirectory() throws IOException {
    Path state = directory.resolve("state");
    Path configuration = written("kaldrix.yml", "state: {type: file, directory: " + state + "}\n");
    assertThat(run("check", configuration).code()).isZero();
    assertThat(state).doesNotExist();
  }

  @Test
  void checkTakesWhatPlaceholdersStandFor() throws IOException {
    Path configuration = written("kaldrix.yml", "job: ${KALDRIX_TEST_JOB}\n");
    assertThat(run("check", configuration).code()).isEqualTo(1);
    assertThat(run("check", "-D", "KALDRIX_TEST_JOB=api", configuration).code()).isZero();
  }

  // ---- test

  @Test
  void testRunsRuleTests() {
    Ran ran = run("test", tests);
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("PASSED " + tests + ": 1 of 1 tests passed, 1 checks");
  }

  @Test
  void testTellsWhatDiffers() throws IOException {
    Path failing = written("failing.test.yml", TESTS.replace("mail holds 200", "mail holds 20"));
    Ran ran = run("test", tests, failing);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains("FAILED " + failing)
        .contains("annotation summary: expected 'mail holds 20', came 'mail holds 200'")
        .contains("1 of 2 files passed");
  }

  // ---- eval

  @Test
  void evalTellsWhatAnExpressionSays() {
    Ran ran = run("eval", "--data", data, "--at", "2026-01-01T00:01:00Z", "queue_size / 2");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).isEqualTo("SERIES        VALUE\n{job=\"mail\"}  100\n");
  }

  @Test
  void evalWithoutATimeTakesThatOfTheLastSample() {
    assertThat(run("eval", "--data", data, "scalar(queue_size)").out()).isEqualTo("300\n");
    assertThat(run("eval", "--data", data, "nothing").out()).isEqualTo("no series\n");
  }

  @Test
  void evalTellsARange() {
    Ran ran =
        run(
            "eval",
            "--data",
            data,
            "--from",
            "1767225660",
            "--to",
            "2026-01-01 00:03:00",
            "--step",
            "2m",
            "queue_size");
    assertThat(ran.out())
        .isEqualTo(
            """
            SERIES                  TIME                  VALUE
            queue_size{job="mail"}  2026-01-01T00:01:00Z  200
                                    2026-01-01T00:03:00Z  300
            """);
  }

  @Test
  void evalWritesJsonAsPrometheusDoes() {
    Ran ran = run("eval", "--data", data, "--at", "1767225660", "--output", "json", "queue_size");
    assertThat(ran.out().replaceAll("\\s+", ""))
        .isEqualTo(
            "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":"
                + "{\"__name__\":\"queue_size\",\"job\":\"mail\"},"
                + "\"value\":[1767225660,\"200\"]}]}}");
  }

  @Test
  void evalTellsWhereAnExpressionIsWrong() {
    Ran ran = run("eval", "--data", data, "sum(");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("1:5:").contains("sum(");
  }

  @Test
  void evalSpeaksTheChosenPromQl() {
    String expression = "scalar(count_over_time(queue_size[2m]))";
    assertThat(run("eval", "--data", data, expression).out()).isEqualTo("2\n");
    assertThat(run("eval", "--data", data, "--promql", "2", expression).out()).isEqualTo("3\n");
  }

  // ---- backtest

  @Test
  void backtestTellsWhatWouldHaveFired() {
    Ran ran = run("backtest", "--rules", rules, "--data", data);
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .containsPattern("QueueFull +critical +1 +2 +2 +1 +0 +1m +1m")
        .contains("2 firings, pages by severity: critical 2");
  }

  @Test
  void backtestEndsWithOneIfThereAreMorePagesThanAllowed() {
    Ran ran = run("backtest", "--rules", rules, "--data", data, "--max-pages", "1");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("2 pages, at most 1 are allowed");
    assertThat(run("backtest", "--rules", rules, "--data", data, "--max-pages", "2").code())
        .isZero();
  }

  @Test
  void backtestWritesJson() {
    Ran ran = run("backtest", "--rules", rules, "--data", data, "--output", "json");
    assertThat(ran.out()).startsWith("{").contains("\"firings\" : 2");
  }

  // ---- called wrongly

  @Test
  void whatIsCalledWronglyEndsWithTwo() {
    assertThat(run().code()).isEqualTo(2);
    assertThat(run("evaluate").code()).isEqualTo(2);
    assertThat(run("eval", "a").err()).contains("Missing required option: '--data=FILE");
    assertThat(run("eval", "--data", data, "--at", "noon", "a").err())
        .contains("time 'noon' is wrong, must be seconds");
    assertThat(run("eval", "--data", data, "--at", "1", "--step", "1m", "a").code()).isEqualTo(2);
    assertThat(run("backtest", "--rules", rules, "--data", data, "--step", "x").err())
        .contains("'x' must be a duration such as");
    Ran missing = run("eval", "--data", "none.csv", "a");
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).isEqualTo("kaldrix: none.csv: there is no such file\n");
    assertThat(run("test", "--promql", "4", tests).err()).contains("--promql is '4'");
  }

  @Test
  void everyCommandHasHelp() {
    for (String command : new String[] {"check", "test", "eval", "backtest"}) {
      Ran ran = run(command, "--help");
      assertThat(ran.code()).isZero();
      assertThat(ran.out()).contains("Usage: kaldrix " + command).contains("--help");
    }
    assertThat(run("--help").out()).contains("Exit codes:").contains("backtest");
  }

  private Path written(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, text);
    return file;
  }

  private static Ran run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    int code = Kaldrix.run(new PrintWriter(out), new PrintWriter(err), texts);
    return new Ran(code, out.toString(), err.toString());
  }
}
