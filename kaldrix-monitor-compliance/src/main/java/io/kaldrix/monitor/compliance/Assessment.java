package io.kaldrix.monitor.compliance;

import io.kaldrix.monitor.api.compliance.CheckDescription;
import io.kaldrix.monitor.api.compliance.CheckResult;
import io.kaldrix.monitor.api.compliance.ComplianceCheck;
import io.kaldrix.monitor.api.compliance.Evidence;
import io.kaldrix.monitor.api.compliance.Finding;
import io.kaldrix.monitor.api.compliance.Outcome;
import io.kaldrix.monitor.api.engine.CallOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One check, when it is due, and what it has found. May be shared between threads: one starts runs,
 * another may bring their results.
 */
final class Assessment {

  private static final String SEEN_BY = " as run by the assessment engine";

  private final ComplianceCheck check;
  private final CheckDescription description;
  private final Duration interval;

  private final Object lock = new Object();
  private boolean running;
  private Instant nextRun = Instant.MIN;
  private @Nullable Finding finding;

  Assessment(ComplianceCheck check, CheckDescription description, Duration interval) {
    this.check = check;
    this.description = description;
    this.interval = interval;
  }

  ComplianceCheck check() {
    return check;
  }

  CheckDescription description() {
    return description;
  }

  /** Returns what was found last, empty if the check has not run yet. */
  Optional<Finding> finding() {
    synchronized (lock) {
      return Optional.ofNullable(finding);
    }
  }

  /** Returns whether to run now, and if so takes the run as begun. */
  boolean begin(Instant now) {
    synchronized (lock) {
      if (running || now.isBefore(nextRun)) {
        return false;
      }
      running = true;
      nextRun = now.plus(interval);
      return true;
    }
  }

  /**
   * Takes note of how a run ended.
   *
   * @param now when it began, which is the time of its evidence
   * @return how the finding changed
   */
  Change end(Instant now, CallOutcome<CheckResult> call) {
    CheckResult result = call.value().orElseGet(() -> cannotTell(now, call.problem()));
    synchronized (lock) {
      running = false;
      Finding before = finding;
      boolean same = before != null && before.result().outcome() == result.outcome();
      Finding after =
          new Finding(description, result, before != null && same ? before.since() : now, now);
      finding = after;
      return new Change(Optional.ofNullable(before).map(last -> last.result().outcome()), after);
    }
  }

  private CheckResult cannotTell(Instant now, String problem) {
    Evidence evidence =
        new Evidence(
            "check:" + description.id(),
            "the check gave no result: " + problem,
            now,
            description.id() + SEEN_BY,
            Optional.of(now.plus(interval)));
    return new CheckResult(
        Outcome.CANNOT_TELL, "the check gave no result: " + oneLine(problem), List.of(evidence));
  }

  private static String oneLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  /**
   * A finding before and after a run.
   *
   * @param before the outcome before, empty if the check had not run
   * @param after the finding now
   */
  record Change(Optional<Outcome> before, Finding after) {

    /** Returns whether the outcome is another one than before, or the first. */
    boolean isOfOutcome() {
      return !before.equals(Optional.of(after.result().outcome()));
    }
  }
}
