package io.kaldrix.monitor.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.kaldrix.monitor.api.compliance.CheckDescription;
import io.kaldrix.monitor.api.compliance.CheckResult;
import io.kaldrix.monitor.api.compliance.ComplianceCheck;
import io.kaldrix.monitor.api.compliance.ComplianceCheckProvider;
import io.kaldrix.monitor.api.compliance.Evidence;
import io.kaldrix.monitor.api.compliance.Outcome;
import io.kaldrix.monitor.api.plugin.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What every compliance check promises. Implement it in a test class. */
public interface ComplianceCheckContract extends PluginContract<ComplianceCheckProvider> {

  /** Returns checks of a world in which what they ask for holds, at least one. */
  List<ComplianceCheck> passing() throws Exception;

  /** Returns checks of a world in which what they ask for does not hold, at least one. */
  List<ComplianceCheck> failing() throws Exception;

  /** Returns checks that cannot see whether it holds; none if they always can. */
  List<ComplianceCheck> cannotTell() throws Exception;

  /** Returns what evidence may never show, such as a key that a check has to read. */
  default Set<String> secrets() {
    return Set.of();
  }

  @Override
  default List<ComplianceCheck> create(Settings settings) {
    return provider().create(settings);
  }

  @Test
  default void whatHoldsPasses() throws Exception {
    assertThat(passing()).isNotEmpty();
    for (ComplianceCheck check : passing()) {
      assertThat(check.run(Examples.START).outcome()).isEqualTo(Outcome.PASS);
    }
  }

  @Test
  default void whatDoesNotHoldFails() throws Exception {
    assertThat(failing()).isNotEmpty();
    for (ComplianceCheck check : failing()) {
      assertThat(check.run(Examples.START).outcome()).isEqualTo(Outcome.FAIL);
    }
  }

  @Test
  default void whatCannotBeSeenNeverPasses() throws Exception {
    assumeFalse(cannotTell().isEmpty(), "these checks always can tell");
    for (ComplianceCheck check : cannotTell()) {
      assertThat(run(check, Examples.START).map(CheckResult::outcome).orElse(Outcome.CANNOT_TELL))
          .isEqualTo(Outcome.CANNOT_TELL);
    }
  }

  @Test
  default void runningTwiceFindsTheSame() throws Exception {
    for (ComplianceCheck check : inEveryWorld()) {
      Instant later = Examples.START.plusSeconds(1);
      assertThat(run(check, later).map(CheckResult::outcome))
          .isEqualTo(run(check, Examples.START).map(CheckResult::outcome));
    }
  }

  @Test
  default void saysWhyInOneLine() throws Exception {
    for (ComplianceCheck check : inEveryWorld()) {
      run(check, Examples.START).ifPresent(r -> OneLine.check("the summary", r.summary()));
    }
  }

  @Test
  default void everyResultHasEvidenceThatSaysSomething() throws Exception {
    for (ComplianceCheck check : inEveryWorld()) {
      assertThat(evidence(check, Examples.START))
          .allSatisfy(evidence -> assertThat(evidence.content()).isNotBlank());
    }
  }

  @Test
  default void evidenceIsOfTheTimeGiven() throws Exception {
    for (ComplianceCheck check : inEveryWorld()) {
      for (Instant now : List.of(Examples.START, Instant.parse("2031-05-06T07:08:09Z"))) {
        assertThat(evidence(check, now))
            .allSatisfy(
                evidence -> {
                  assertThat(evidence.seenAt()).isEqualTo(now);
                  assertThat(evidence.isExpiredAt(now)).as("expired at once").isFalse();
                });
      }
    }
  }

  @Test
  default void evidenceNamesItsCheckAndVersion() throws Exception {
    for (ComplianceCheck check : inEveryWorld()) {
      String named = Pattern.quote(check.description().id()) + " \\S.*";
      assertThat(evidence(check, Examples.START))
          .allSatisfy(evidence -> assertThat(evidence.seenBy()).matches(named));
    }
  }

  @Test
  default void showsNoSecret() throws Exception {
    for (ComplianceCheck check : inEveryWorld()) {
      String shown = check + " " + check.description() + " " + run(check, Examples.START);
      assertThat(secrets()).noneMatch(shown::contains);
    }
  }

  @Test
  default void everyCheckHasAnIdOfItsOwn() {
    List<ComplianceCheck> checks = create(Settings.of(settings()));
    assertThat(checks).isNotEmpty();
    assertThat(checks).extracting(check -> check.description().id()).doesNotHaveDuplicates();
  }

  @Test
  default void descriptionsSayWhatWhyAndWhatToDo() throws Exception {
    List<ComplianceCheck> checks = inEveryWorld();
    checks.addAll(create(Settings.of(settings())));
    for (ComplianceCheck check : checks) {
      CheckDescription description = check.description();
      OneLine.check("the title", description.title());
      assertThat(description.risk()).as("the risk").isNotBlank();
      assertThat(description.remediation()).as("the remediation").isNotBlank();
      assertThat(description.controls()).as("the controls").isNotEmpty().doesNotHaveDuplicates();
      assertThat(check.description()).as("the description, again").isEqualTo(description);
    }
  }

  private List<ComplianceCheck> inEveryWorld() throws Exception {
    List<ComplianceCheck> checks = new ArrayList<>(passing());
    checks.addAll(failing());
    checks.addAll(cannotTell());
    return checks;
  }

  /** Runs as the monitor does: what a check throws counts as "cannot tell". */
  private static Optional<CheckResult> run(ComplianceCheck check, Instant now) {
    CheckResult result;
    try {
      result = check.run(now);
    } catch (Exception e) {
      return Optional.empty();
    }
    assertThat(result).as("the result").isNotNull();
    return Optional.of(result);
  }

  private static List<Evidence> evidence(ComplianceCheck check, Instant now) {
    return run(check, now).map(CheckResult::evidence).orElse(List.of());
  }
}
