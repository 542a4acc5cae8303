package io.kaldrix.monitor.core.remediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.audit.AuditEvent;
import io.kaldrix.monitor.api.audit.AuditTrail;
import io.kaldrix.monitor.api.compliance.CheckDescription;
import io.kaldrix.monitor.api.compliance.CheckResult;
import io.kaldrix.monitor.api.compliance.Evidence;
import io.kaldrix.monitor.api.compliance.Finding;
import io.kaldrix.monitor.api.compliance.Outcome;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.remediation.RemediationAction;
import io.kaldrix.monitor.api.remediation.RemediationPolicy;
import io.kaldrix.monitor.api.remediation.RemediationRun;
import io.kaldrix.monitor.api.remediation.RemediationTrigger;
import io.kaldrix.monitor.core.audit.InMemoryAuditTrail;
import io.kaldrix.monitor.core.engine.EngineMeterBook;
import io.kaldrix.monitor.core.engine.FencedCalls;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RemediationRunnerTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  private final EngineMeterBook meters = new EngineMeterBook();
  private final FencedCalls fence = new FencedCalls(meters);
  private final AuditTrail audit =
      new InMemoryAuditTrail.Provider().open(Settings.none(), Clock.systemUTC());
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());

  /** Writes down what it did. */
  private final RemediationAction noting =
      new RemediationAction() {
        @Override
        public String dryRun(RemediationTrigger trigger) {
          return "would mend " + trigger.name();
        }

        @Override
        public String run(RemediationTrigger trigger) {
          done.add(trigger.name());
          return "mended " + trigger.name();
        }
      };

  @AfterEach
  void close() {
    fence.close();
  }

  @Test
  void runsForAnAlertThatBeginsToFire() {
    RemediationRunner runner = runner("DiskFull", noting, false);
    runner.react(T0, List.of(fired("DiskFull"), fired("Other")), List.of());
    settle();
    assertThat(done).containsExactly("DiskFull");
    assertThat(runner.recent())
        .extracting(RemediationRun::outcome, RemediationRun::message)
        .containsExactly(tuple(RemediationRun.Outcome.DONE, "mended DiskFull"));
    assertThat(audit.latest(9)).extracting(AuditEvent::action).contains("remediation.done");
  }

  @Test
  void aDryRunOnlySaysWhatItWouldDo() {
    RemediationRunner runner = runner("DiskFull", noting, true);
    runner.react(T0, List.of(fired("DiskFull")), List.of());
    settle();
    assertThat(done).isEmpty();
    assertThat(runner.recent())
        .extracting(RemediationRun::message)
        .containsExactly("would mend DiskFull");
  }

  @Test
  void isHeldBackWhileItCoolsDown() {
    RemediationRunner runner = runner("DiskFull", noting, false);
    runner.react(T0, List.of(fired("DiskFull")), List.of());
    settle();
    runner.react(T0.plusSeconds(60), List.of(fired("DiskFull")), List.of());
    settle();
    assertThat(done).hasSize(1);
    assertThat(runner.recent())
        .extracting(RemediationRun::outcome)
        .containsExactly(RemediationRun.Outcome.DONE, RemediationRun.Outcome.HELD_BACK);
  }

  @Test
  void runsOnceForACheckThatBeginsToFailAndAgainAfterItHasPassed() {
    RemediationRunner runner = runner("jvm-tls-protocols", noting, false);
    runner.react(T0, List.of(), List.of(finding(Outcome.FAIL)));
    runner.react(T0.plusSeconds(600), List.of(), List.of(finding(Outcome.FAIL)));
    runner.react(T0.plusSeconds(1_200), List.of(), List.of(finding(Outcome.PASS)));
    runner.react(T0.plusSeconds(1_800), List.of(), List.of(finding(Outcome.FAIL)));
    settle();
    assertThat(done).containsExactly("jvm-tls-protocols", "jvm-tls-protocols");
  }

  @Test
  void anActionThatThrowsHasFailed() {
    RemediationAction broken =
        new RemediationAction() {
          @Override
          public String dryRun(RemediationTrigger trigger) {
            return "would fail";
          }

          @Override
          public String run(RemediationTrigger trigger) {
            throw new IllegalStateException("out of order");
          }
        };
    RemediationRunner runner = runner("DiskFull", broken, false);
    runner.react(T0, List.of(fired("DiskFull")), List.of());
    settle();
    assertThat(runner.recent())
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.outcome()).isEqualTo(RemediationRun.Outcome.FAILED);
              assertThat(run.message()).contains("out of order");
            });
    assertThat(audit.latest(1))
        .extracting(AuditEvent::outcome)
        .containsExactly(AuditEvent.Outcome.FAILURE);
  }

  /** Calls of one plugin run one after the other, so this one ends after all before it. */
  private void settle() {
    fence.call("remediation:mend", Duration.ofSeconds(10), () -> "settled");
  }

  private RemediationRunner runner(String on, RemediationAction action, boolean dryRun) {
    RemediationPolicy policy = new RemediationPolicy(dryRun, Duration.ofMinutes(5), 3);
    return new RemediationRunner(
        List.of(new Remedy(on, "mend", action, policy)),
        Duration.ofSeconds(5),
        fence,
        audit,
        meters,
        Clock.systemUTC());
  }

  private static AlertTransition fired(String name) {
    Alert alert =
        new Alert(
            Labels.of(Alert.NAME_LABEL, name),
            Map.of(),
            Severity.HIGH,
            new AlertState.Firing(T0, T0),
            1);
    return new AlertTransition(alert, new AlertState.Inactive(), T0);
  }

  private static Finding finding(Outcome outcome) {
    CheckDescription check =
        new CheckDescription(
            "jvm-tls-protocols", "Old protocols are off", "", "", Severity.HIGH, List.of());
    Evidence evidence = new Evidence("test", "seen", T0, "test 1", Optional.empty());
    return new Finding(check, new CheckResult(outcome, "", List.of(evidence)), T0, T0);
  }
}
