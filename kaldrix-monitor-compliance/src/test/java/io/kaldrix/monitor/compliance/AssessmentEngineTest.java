package io.kaldrix.monitor.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.audit.AuditEvent;
import io.kaldrix.monitor.api.compliance.CheckDescription;
import io.kaldrix.monitor.api.compliance.CheckResult;
import io.kaldrix.monitor.api.compliance.ComplianceCheck;
import io.kaldrix.monitor.api.compliance.ComplianceCheckProvider;
import io.kaldrix.monitor.api.compliance.ControlReference;
import io.kaldrix.monitor.api.compliance.Evidence;
import io.kaldrix.monitor.api.compliance.Finding;
import io.kaldrix.monitor.api.compliance.Outcome;
import io.kaldrix.monitor.api.engine.CallOutcome;
import io.kaldrix.monitor.api.engine.MonitorEngineProvider;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.plugin.Plugin;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.plugin.testkit.InMemoryEngineContext;
import io.kaldrix.monitor.plugin.testkit.MonitorEngineContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AssessmentEngineTest implements MonitorEngineContract {

  private static final Instant T0 = Instant.parse("2026-11-21T19:00:00Z");
  private static final Duration TICK = Duration.ofSeconds(10);

  private final Door door = new Door("door-is-locked");
  private final Doors doors = new Doors("doors", List.of(door));
  private final InMemoryEngineContext context = new InMemoryEngineContext(T0, TICK, List.of(doors));

  @Override
  public MonitorEngineProvider provider() {
    return new AssessmentEngine.Provider();
  }

  @Override
  public List<Plugin> plugins() {
    return List.of(new Doors("doors", List.of(new Door("door-is-locked"))));
  }

  @Override
  public List<Plugin> faultyPlugins() {
    Door throwing = new Door("throwing");
    throwing.problem = "it fell on me";
    return List.of(new Doors("throwing", List.of(throwing)), new BrokenProvider());
  }

  @Override
  public Map<String, ?> settings() {
    return Map.of("interval", "1m", "deadline", "5s");
  }

  /** A check of a door that the test opens and locks. */
  private static final class Door implements ComplianceCheck {
    private final String id;
    private Outcome outcome = Outcome.PASS;
    private String problem = "";
    private int runs;

    Door(String id) {
      this.id = id;
    }

    @Override
    public CheckDescription description() {
      return new CheckDescription(
          id,
          "The door is locked",
          "Somebody walks in.",
          "Lock it.",
          Severity.HIGH,
          List.of(new ControlReference("soc2_tsc_2017", "CC6.7")));
    }

    @Override
    public CheckResult run(Instant now) {
      runs++;
      if (!problem.isEmpty()) {
        throw new IllegalStateException(problem);
      }
      Evidence seen = new Evidence("the door", "run " + runs, now, id + " 1", Optional.empty());
      return new CheckResult(outcome, "looked at the door", List.of(seen));
    }
  }

  private record Doors(String name, List<ComplianceCheck> checks)
      implements ComplianceCheckProvider {
    @Override
    public List<ComplianceCheck> create(Settings settings) {
      settings.string("colour", "red");
      return checks;
    }
  }

  private record BrokenProvider() implements ComplianceCheckProvider {
    @Override
    public String name() {
      return "broken";
    }

    @Override
    public List<ComplianceCheck> create(Settings settings) {
      throw new IllegalStateException("no such library");
    }
  }

  private AssessmentEngine engine(Map<String, ?> settings) {
    return new AssessmentEngine(Settings.of(settings), context);
  }

  private AssessmentEngine engine() {
    return engine(Map.of());
  }

  private void tick(AssessmentEngine engine, Duration later) {
    context.clock().advance(later);
    engine.detect(context.clock().instant());
    engine.react(context.clock().instant(), List.of());
  }

  private Finding only(AssessmentEngine engine) {
    assertThat(engine.findings()).hasSize(1);
    return engine.findings().get(0);
  }

  private List<Double> status() {
    return context.series().all().stream()
        .filter(series -> series.labels().metricName().equals("kaldrix_compliance_check_status"))
        .map(Series::samples)
        .flatMap(samples -> samples.asList().stream())
        .map(sample -> sample.value())
        .toList();
  }

  @Test
  void runsEachCheckAtTheFirstTickAndThenOnSchedule() {
    AssessmentEngine engine = engine(Map.of("interval", "1m"));
    tick(engine, TICK);
    assertThat(door.runs).isEqualTo(1);
    for (int i = 0; i < 5; i++) {
      tick(engine, TICK);
    }
    assertThat(door.runs).isEqualTo(1);
    tick(engine, TICK);
    assertThat(door.runs).isEqualTo(2);
    assertThat(only(engine).lastSeen()).isEqualTo(T0.plusSeconds(70));
  }

  @Test
  void aCheckCanHaveAnIntervalOfItsOwnOrBeLeftOut() {
    Door other = new Door("other-door");
    InMemoryEngineContext two =
        new InMemoryEngineContext(
            T0, TICK, List.of(new Doors("doors", List.of(door, other, new Door("off")))));
    Settings settings =
        Settings.of(
            Map.of(
                "checks",
                Map.of(
                    "other-door", Map.of("interval", "5s", "enabled", true),
                    "off", Map.of("enabled", false))));
    AssessmentEngine engine = new AssessmentEngine(settings, two);
    settings.refuseUnknown();
    for (int i = 0; i < 3; i++) {
      engine.react(T0.plus(TICK.multipliedBy(i)), List.of());
    }
    assertThat(door.runs).isEqualTo(1);
    assertThat(other.runs).isEqualTo(3);
    assertThat(engine.findings())
        .extracting(finding -> finding.check().id())
        .containsExactly("door-is-locked", "other-door");
  }

  @Test
  void aFindingSaysSinceWhenItsOutcomeIsWhatItIs() {
    AssessmentEngine engine = engine(Map.of("interval", "10s"));
    tick(engine, TICK);
    tick(engine, TICK);
    assertThat(only(engine).since()).isEqualTo(T0.plusSeconds(10));
    assertThat(only(engine).lastSeen()).isEqualTo(T0.plusSeconds(20));
    door.outcome = Outcome.FAIL;
    tick(engine, TICK);
    assertThat(only(engine).since()).isEqualTo(T0.plusSeconds(30));
    assertThat(only(engine).result().outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void aCheckThatThrowsHasFoundThatItCannotTell() {
    door.problem = "the hinge broke";
    AssessmentEngine engine = engine();
    tick(engine, TICK);
    CheckResult result = only(engine).result();
    assertThat(result.outcome()).isEqualTo(Outcome.CANNOT_TELL);
    assertThat(result.summary())
        .isEqualTo("the check gave no result: java.lang.IllegalStateException: the hinge broke");
    assertThat(result.evidence())
        .singleElement()
        .satisfies(
            evidence -> {
              assertThat(evidence.source()).isEqualTo("check:door-is-locked");
              assertThat(evidence.content()).contains("the hinge broke");
              assertThat(evidence.seenAt()).isEqualTo(T0.plusSeconds(10));
            });
  }

  @Test
  void aCheckThatIsLateOrHangsHasFoundThatItCannotTellAndRunsAgainOnSchedule() {
    Assessment assessment = new Assessment(door, door.description(), Duration.ofMinutes(1));
    assertThat(assessment.begin(T0)).isTrue();
    assertThat(assessment.begin(T0.plusSeconds(120))).as("while it runs").isFalse();
    assessment.end(T0, new CallOutcome.TimedOut<>(Duration.ofSeconds(30)));
    assertThat(assessment.finding().orElseThrow().result().summary())
        .isEqualTo("the check gave no result: not back after 30000 ms");
    assertThat(assessment.begin(T0.plusSeconds(59))).isFalse();
    assertThat(assessment.begin(T0.plusSeconds(60))).isTrue();
    assessment.end(T0.plusSeconds(60), new CallOutcome.Hanging<>());
    assertThat(assessment.finding().orElseThrow().result().outcome())
        .isEqualTo(Outcome.CANNOT_TELL);
    assertThat(assessment.finding().orElseThrow().since()).isEqualTo(T0);
  }

  @Test
  void aCheckWithoutAnAnswerHasFoundThatItCannotTell() {
    ComplianceCheck silent =
        new ComplianceCheck() {
          @Override
          public CheckDescription description() {
            return door.description();
          }

          @Override
          @SuppressWarnings("NullAway")
          public CheckResult run(Instant now) {
            return null;
          }
        };
    AssessmentEngine engine =
        new AssessmentEngine(
            Settings.none(),
            new InMemoryEngineContext(T0, TICK, List.of(new Doors("doors", List.of(silent)))));
    engine.react(T0, List.of());
    assertThat(only(engine).result().outcome()).isEqualTo(Outcome.CANNOT_TELL);
  }

  @Test
  void writesTheStatusAsASeriesAtEveryTick() {
    AssessmentEngine engine = engine(Map.of("interval", "10s"));
    tick(engine, TICK);
    tick(engine, TICK);
    door.outcome = Outcome.FAIL;
    tick(engine, TICK);
    door.outcome = Outcome.NOT_APPLICABLE;
    tick(engine, TICK);
    tick(engine, TICK);
    assertThat(status()).containsExactly(1.0, 1.0, 0.0, Double.NaN);
    assertThat(context.series().all())
        .extracting(Series::labels)
        .contains(
            Labels.of(
                "__name__", "kaldrix_compliance_check_status",
                "check", "door-is-locked",
                "severity", "high",
                "instance", "node-1",
                "job", "contract"));
  }

  @Test
  void countsFindingsByOutcome() {
    AssessmentEngine engine = engine(Map.of("interval", "10s"));
    tick(engine, TICK);
    assertThat(findings("pass")).isEqualTo(1);
    door.outcome = Outcome.FAIL;
    tick(engine, TICK);
    assertThat(findings("pass")).isZero();
    assertThat(findings("fail")).isEqualTo(1);
    assertThat(findings("cannot-tell")).isZero();
  }

  private double findings(String outcome) {
    return context.meters().gauge("kaldrix_compliance_findings", Labels.of("outcome", outcome));
  }

  @Test
  void accountsForEachChangeOfOutcomeOnce() {
    AssessmentEngine engine = engine(Map.of("interval", "10s"));
    tick(engine, TICK);
    tick(engine, TICK);
    door.outcome = Outcome.FAIL;
    tick(engine, TICK);
    tick(engine, TICK);
    List<AuditEvent> events = context.audit().latest(9);
    assertThat(events)
        .extracting(
            event ->
                event.action()
                    + " "
                    + event.details().get("from")
                    + " to "
                    + event.details().get("to"))
        .containsExactly("finding.changed not run to pass", "finding.changed pass to fail");
    assertThat(events.get(1).at()).isEqualTo(T0.plusSeconds(30));
    assertThat(events.get(1).resource()).isEqualTo("door-is-locked");
    assertThat(events.get(1).details().get("evidence 1 sha256")).matches("[0-9a-f]{64}");
  }

  @Test
  void ofTwoChecksWithOneIdTheFirstIsTaken() {
    Door second = new Door("door-is-locked");
    AssessmentEngine engine =
        new AssessmentEngine(
            Settings.none(),
            new InMemoryEngineContext(
                T0, TICK, List.of(doors, new Doors("later", List.of(second)))));
    engine.react(T0, List.of());
    assertThat(door.runs).isEqualTo(1);
    assertThat(second.runs).isZero();
  }

  @Test
  void handsEachProviderItsSettings() {
    Settings settings = Settings.of(Map.of("plugins", Map.of("doors", Map.of("color", "blue"))));
    AssessmentEngine made = new AssessmentEngine(settings, context);
    made.close();
    assertThatThrownBy(settings::refuseUnknown)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("plugins.doors.color is unknown");
  }

  @Test
  void refusesTheIdOfNoCheck() {
    assertThatThrownBy(
            () -> engine(Map.of("checks", Map.of("door-is-loked", Map.of("enabled", false)))))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "builder: checks.door-is-loked is unknown, allowed: door-is-locked, did you mean"
                + " 'door-is-locked'?");
  }
}
