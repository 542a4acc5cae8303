package io.kaldrix.monitor.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kaldrix.monitor.api.engine.EngineMeters.EngineCounter;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.query.PromQlEngine;
import io.kaldrix.monitor.core.query.QueryLimits;
import io.kaldrix.monitor.core.template.JsonTable;
import io.kaldrix.monitor.plugin.testkit.InMemoryMeters;
import io.kaldrix.monitor.plugin.testkit.InMemorySeries;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RuleTextTest {

  private static final Instant TICK = Instant.parse("2026-01-02T03:04:00Z");
  private static final Labels METRIC =
      Labels.of("__name__", "metric", "instance", "node-1.example.com:9090", "job", "api");

  private final InMemorySeries series = new InMemorySeries();
  private final RuleTemplates templates =
      new RuleTemplates(
          new PromQlEngine(series, QueryLimits.DEFAULT),
          Labels.of("region", "eu"),
          "http://mon.example.com/prom");
  private final InMemoryMeters meters = new InMemoryMeters();
  private final EngineCounter failures =
      meters.counter("failures_total", Labels.EMPTY, "Texts not filled.");

  @BeforeEach
  void twoAreUp() {
    series.append(Labels.of("__name__", "up", "instance", "b", "job", "y"), TICK, 0.25);
    series.append(Labels.of("__name__", "up", "instance", "a", "job", "x"), TICK, 1);
  }

  private String fill(String text) {
    return templates
        .compile("rule 'A': annotation 'x'", "A", text)
        .fill(METRIC, 12.5, TICK, failures);
  }

  @TestFactory
  Stream<DynamicTest> showsWhatPrometheusShows() {
    return JsonTable.beside(RuleTextTest.class, "annotations.json").cases().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    String.valueOf(row.get("annotation")), () -> showsWhatPrometheusShows(row)));
  }

  private void showsWhatPrometheusShows(Map<String, Object> row) {
    String text = String.valueOf(row.get("annotation"));
    long before = meters.total();
    if (row.containsKey("gives")) {
      assertThat(fill(text)).isEqualTo(row.get("gives"));
      assertThat(meters.total()).isEqualTo(before);
      return;
    }
    String shown;
    try {
      shown = fill(text);
    } catch (IllegalArgumentException refusedEarlier) {
      assertThat(refusedEarlier).hasMessageStartingWith("rule 'A': annotation 'x' is wrong: ");
      return;
    }
    assertThat(shown)
        .startsWith("<error expanding template: error executing template __alert_A: template: ")
        .endsWith(">");
    assertThat(meters.total()).isEqualTo(before + 1);
  }

  @Test
  void oneThatCannotBeFilledSaysSoInPrometheussWords() {
    assertThat(fill("{{ query \"missing\" | first }}"))
        .isEqualTo(
            "<error expanding template: error executing template __alert_A: template:"
                + " __alert_A:1:22: executing \"__alert_A\" at <first>: error calling first:"
                + " first() called on vector with no elements>");
  }

  @Test
  void theExternalUrlIsKnown() {
    assertThat(fill("{{ externalURL }} {{ $externalURL }} {{ pathPrefix }}"))
        .isEqualTo("http://mon.example.com/prom http://mon.example.com/prom /prom");
  }

  @Test
  void aQueryIsAskedAtTheTick() {
    assertThat(fill("{{ now }}")).isEqualTo("1.76732304e+09");
    series.append(
        Labels.of("__name__", "up", "instance", "b", "job", "y"), TICK.plusSeconds(60), 9);
    assertThat(fill("{{ query \"up{job='y'}\" | first | value }}")).isEqualTo("0.25");
  }

  @Test
  void samplesAreShownByLabelsAndValue() {
    assertThat(fill("{{ query \"up\" | sortByLabel \"instance\" }}"))
        .isEqualTo(
            "[{map[__name__:up instance:a job:x] 1} {map[__name__:up instance:b job:y] 0.25}]");
  }

  @Test
  void aTemplateOfTheSameTextIsInvokedByName() {
    assertThat(
            fill("{{ define \"t\" }}<{{ .arg1 }}>{{ end }}{{ tmpl \"t\" (args 1 $labels.job) }}"))
        .isEqualTo("<api>");
    assertThat(fill("{{ define \"t\" }}{{ .Value }}{{ end }}{{ tmpl \"t\" . }}")).isEqualTo("12.5");
  }

  @Test
  void aWrongTextIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fill("{{ $label.job }}"))
        .withMessage(
            "rule 'A': annotation 'x' is wrong: template: __alert_A:1:4: undefined variable"
                + " \"$label\", did you mean '$labels'?");
  }
}
