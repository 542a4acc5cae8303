package io.kaldrix.monitor.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.rule.AlertRule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.core.query.PromQlEngine;
import io.kaldrix.monitor.core.query.QueryLimits;
import io.kaldrix.monitor.plugin.testkit.InMemoryMeters;
import io.kaldrix.monitor.plugin.testkit.InMemorySeries;
import io.kaldrix.monitor.plugin.testkit.InMemoryStateStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlertRestartTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final Labels METRIC = Labels.of("__name__", "metric", "i", "a");

  private static final RuleGroup GROUP =
      RuleGroup.of(
          "g",
          AlertRule.when("metric > 90").summary("is {{ $value }}").named("Plain"),
          AlertRule.when("metric > 90").holdFor(Duration.ofSeconds(30)).named("Held"),
          AlertRule.when("metric > 90").keepFiringFor(Duration.ofSeconds(40)).named("Kept"),
          AlertRule.when("metric > 90").occurrences(3, 5).named("Some"),
          AlertRule.when("metric > 90").keepFiringWhile("metric > 50").named("Sticky"),
          AlertRule.when("metric")
              .level(Severity.MEDIUM, "> 60")
              .level(Severity.CRITICAL, "> 90")
              .named("Ladder"),
          AlertRule.when("metric > 90").unless("Held").named("Unless"));

  private final InMemorySeries series = new InMemorySeries();
  private final InMemoryStateStore state = new InMemoryStateStore();

  private RuleEngine engine(InMemoryStateStore store, InMemorySeries shown) {
    PromQlEngine queries = new PromQlEngine(series, QueryLimits.DEFAULT);
    return new RuleEngine(
        List.of(GROUP),
        RuleSurroundings.of(
                RuleQueries.of(queries),
                new RuleTemplates(queries, Labels.EMPTY, ""),
                shown,
                new InMemoryMeters())
            .withMemory(AlertMemory.in(store), Duration.ofSeconds(10)));
  }

  private static List<String> told(List<AlertTransition> steps) {
    return steps.stream()
        .map(
            step ->
                step.at()
                    + " "
                    + step.alert().labels()
                    + step.alert().annotations()
                    + step.before()
                    + step.alert().state()
                    + step.alert().severity())
        .toList();
  }

  private static List<String> told(RuleEngine engine) {
    return engine.active().stream().map(Alert::toString).toList();
  }

  /** With no time lost and nothing but the memory left, the new engine does what the old would. */
  @Test
  void aRestartAtAnyPointChangesNothing() {
    Random random = new Random(42);
    for (int round = 0; round < 10; round++) {
      double[] values = new double[40];
      double value = 40;
      for (int i = 0; i < values.length; i++) {
        value = random.nextInt(3) == 0 ? random.nextInt(110) : value;
        values[i] = value;
        series.append(METRIC, T0.plusSeconds(round * 1000L + i * 10L), value);
      }
      InMemorySeries shown = new InMemorySeries();
      RuleEngine through = engine(new InMemoryStateStore(), shown);
      InMemoryStateStore store = new InMemoryStateStore();
      RuleEngine broken = engine(store, new InMemorySeries());
      for (int i = 0; i < values.length; i++) {
        Instant tick = T0.plusSeconds(round * 1000L + i * 10L);
        List<String> expected = told(through.evaluate(tick));
        assertThat(told(broken.evaluate(tick)))
            .as("round %s, evaluation %s of %s", round, i, Arrays.toString(values))
            .isEqualTo(expected);
        assertThat(told(broken)).isEqualTo(told(through));
        broken.close();
        broken = engine(store, new InMemorySeries());
      }
    }
  }

  private List<AlertTransition> at(RuleEngine engine, long second, double value) {
    Instant tick = T0.plusSeconds(second);
    if (!Double.isNaN(value)) {
      series.append(METRIC, tick, value);
    }
    return engine.evaluate(tick);
  }

  @Test
  void anAlertThatEndedMeanwhileIsSeenToEnd() {
    at(engine(state, series), 0, 95);
    List<AlertTransition> steps = at(engine(state, series), 4000, 1);
    assertThat(steps)
        .filteredOn(step -> step.alert().name().equals("Plain"))
        .extracting(step -> step.alert().state())
        .containsExactly(new AlertState.Resolved(T0, T0.plusSeconds(4000)));
  }

  @Test
  void damagedMemoryIsToldAndLeft() throws IOException {
    at(engine(state, series), 0, 95);
    byte[] kept = state.read("rules/alerts").orElseThrow();
    for (int length = 0; length < kept.length; length += 7) {
      byte[] cut = Arrays.copyOf(kept, length);
      assertThatThrownBy(() -> SavedAlerts.of(cut)).isInstanceOf(IOException.class);
    }
    state.write("rules/alerts", Arrays.copyOf(kept, kept.length / 2));
    RuleEngine engine = engine(state, series);
    assertThat(at(engine, 10, 95)).isNotEmpty();
    assertThat(engine.firing()).isNotEmpty();
  }

  @Test
  void mutatedMemoryIsRefusedOrReadButNeverThrowsAnythingElse() throws IOException {
    at(engine(state, series), 0, 95);
    byte[] kept = state.read("rules/alerts").orElseThrow();
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] mutated = kept.clone();
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
      try {
        assertThat(SavedAlerts.of(mutated)).isNotNull();
      } catch (IOException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }

  @Test
  void whatIsWrittenDownIsReadAgain() throws IOException {
    List<SavedAlert> alerts = new ArrayList<>();
    List<AlertState> states =
        List.of(
            new AlertState.Inactive(),
            new AlertState.Pending(T0, "unless X"),
            new AlertState.Firing(T0, T0.plusSeconds(1)),
            new AlertState.Firing(T0, T0.plusSeconds(1), Optional.of(T0.plusSeconds(2))));
    for (AlertState each : states) {
      alerts.add(
          new SavedAlert(
              Labels.of("alertname", "A", "ü", "\u0000"),
              METRIC,
              each,
              Severity.LOW,
              Double.NEGATIVE_INFINITY,
              T0,
              5,
              Map.of("summary", "x".repeat(100_000))));
    }
    SavedAlerts saved = new SavedAlerts(T0, Map.of("f;g;AlertRule;A{}#1", alerts));
    assertThat(SavedAlerts.of(saved.toBytes())).isEqualTo(saved);
  }

  @Test
  void anAlertThatFiredIsGivenTimeToBeSeenAgain() {
    RuleLimits limits =
        new RuleLimits(Duration.ZERO, 1, Duration.ofHours(1), Duration.ofSeconds(60), false);
    at(engine(state, series), 0, 95);
    PromQlEngine empty = new PromQlEngine(new InMemorySeries(), QueryLimits.DEFAULT);
    RuleEngine restarted =
        new RuleEngine(
            List.of(GROUP),
            RuleSurroundings.of(
                    RuleQueries.of(empty),
                    new RuleTemplates(empty, Labels.EMPTY, ""),
                    new InMemorySeries(),
                    new InMemoryMeters())
                .withMemory(AlertMemory.in(state), Duration.ofSeconds(10))
                .withLimits(limits));
    assertThat(restarted.evaluate(T0.plusSeconds(20))).isEmpty();
    assertThat(restarted.firing()).extracting(Alert::summary).contains("is 95");
    assertThat(restarted.evaluate(T0.plusSeconds(79))).isEmpty();
    assertThat(restarted.evaluate(T0.plusSeconds(80)))
        .filteredOn(step -> step.alert().name().equals("Plain"))
        .extracting(step -> step.alert().state().label())
        .containsExactly("resolved");
  }
}
