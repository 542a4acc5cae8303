package io.kaldrix.monitor.core.rule.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class RuleTestsTest {

  @TempDir Path directory;

  /**
   * What promtool 2.42 lacks or does otherwise: the default of {@code interval}, {@code
   * fuzzy_compare}, {@code start_timestamp}, {@code query_offset}, labels of a group, native
   * histograms in tests, and ranges that are open to the left. In the text of a template that
   * cannot be filled, the column is that of the text as written; promtool counts what it puts in
   * front.
   */
  @TestFactory
  Stream<DynamicTest> newerFiles() throws IOException {
    return RuleTestFixtures.files("newer").stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () -> {
                      RuleTestReport report = RuleTests.run(file);
                      boolean passes = !file.toString().contains("-fails.");
                      assertThat(report.passed()).as(report.describe()).isEqualTo(passes);
                    }));
  }

  @Test
  void aDifferenceIsToldAlertByAlert() throws IOException {
    RuleTestReport report =
        RuleTests.run(RuleTestFixtures.directory("files/05-wrong-label.test.yml"));
    assertThat(report.describe())
        .contains("0 of 2 tests passed")
        .contains("test another severity")
        .contains("alert QueueFull at 0s: 1 expected, 1 came")
        .contains("label severity: expected 'critical', came 'page'")
        .contains("label region: expected 'eu', came none");
  }

  @Test
  void anAnnotationThatDiffersIsToldByItself() {
    RuleTestReport report =
        RuleTests.run(RuleTestFixtures.directory("files/04-wrong-annotation.test.yml"));
    assertThat(report.describe())
        .contains(
            "annotation summary: expected 'queue of mail holds 151',"
                + " came 'queue of mail holds 150'");
  }

  @Test
  void whatCameTooManyIsTold() {
    RuleTestReport report =
        RuleTests.run(RuleTestFixtures.directory("files/06-unexpected-alert.test.yml"));
    assertThat(report.describe())
        .contains("alert QueueFull at 0s: 1 expected, 2 came, 1 of them as expected")
        .contains("+ came, but was not expected: {alertname=\"QueueFull\", job=\"print\"");
  }

  @Test
  void aMistakeInTheFileIsToldWithItsPlace() throws IOException {
    assertThat(describe("tests:\n  - interval: 1x\n")).contains("tests.yml:2:").contains("'1x'");
    assertThat(describe("tests:\n  - input_series: [{series: a, values: 1 two}]\n"))
        .contains("point 'two' is wrong: 'two' is no number");
    assertThat(describe("tests:\n  - input_series: [{series: 'a{', values: 1}]\n"))
        .contains("input_series[0].series");
    assertThat(describe("tests:\n  - nam: x\n")).contains("nam").contains("name");
  }

  @Test
  void aShortLineCannotFillTheMemory() throws IOException {
    assertThat(describe("tests:\n  - input_series: [{series: a, values: 1x2000000000}]\n"))
        .contains("repeats more often than");
    assertThat(
            describe(
                "evaluation_interval: 1ms\ntests:\n  - promql_expr_test: [{expr: a, eval_time:"
                    + " 100y}]\n"))
        .contains("take a longer evaluation_interval");
  }

  @Test
  void aFileThatIsNotThereHasFailed() {
    RuleTestReport report = RuleTests.run(directory.resolve("nothing.yml"));
    assertThat(report.passed()).isFalse();
    assertThat(report.describe()).contains("there is no such file");
  }

  private String describe(String text) throws IOException {
    Path file = directory.resolve("tests.yml");
    Files.writeString(file, text);
    return RuleTests.run(file).describe();
  }
}
