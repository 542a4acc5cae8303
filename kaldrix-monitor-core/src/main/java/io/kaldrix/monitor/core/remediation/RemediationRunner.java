package io.kaldrix.monitor.core.remediation;

import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.audit.AuditEvent;
import io.kaldrix.monitor.api.audit.AuditTrail;
import io.kaldrix.monitor.api.compliance.Finding;
import io.kaldrix.monitor.api.compliance.Outcome;
import io.kaldrix.monitor.api.engine.CallOutcome;
import io.kaldrix.monitor.api.engine.EngineMeters;
import io.kaldrix.monitor.api.engine.Fence;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.remediation.RemediationRun;
import io.kaldrix.monitor.api.remediation.RemediationTrigger;
import io.kaldrix.monitor.api.remediation.Remediations;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs the remedies of alerts that begin to fire and of checks that begin to fail, behind the
 * fence, each within its policy, and keeps the latest runs. {@link #react} is for one thread.
 */
public final class RemediationRunner implements Remediations {

  private static final int KEPT = 1_000;

  private final List<Remedy> remedies;
  private final Fence fence;
  private final Duration deadline;
  private final AuditTrail audit;
  private final EngineMeters meters;
  private final InstantSource clock;
  private final Map<Remedy, List<Instant>> starts = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<RemediationRun> recent = new ArrayDeque<>();
  private Set<String> failing = new HashSet<>();

  /**
   * Creates a runner.
   *
   * @param deadline how long an action may take
   */
  public RemediationRunner(
      List<Remedy> remedies,
      Duration deadline,
      Fence fence,
      AuditTrail audit,
      EngineMeters meters,
      InstantSource clock) {
    this.remedies = List.copyOf(remedies);
    this.deadline = deadline;
    this.fence = fence;
    this.audit = audit;
    this.meters = meters;
    this.clock = clock;
  }

  /** Starts the remedies of what has begun at this tick. */
  public void react(Instant tick, List<AlertTransition> transitions, List<Finding> findings) {
    for (AlertTransition transition : transitions) {
      if (transition.alert().state() instanceof AlertState.Firing) {
        remedy(new RemediationTrigger.AlertFired(transition.alert()), tick);
      }
    }
    Set<String> failingNow = new HashSet<>();
    for (Finding finding : findings) {
      if (finding.result().outcome() == Outcome.FAIL) {
        failingNow.add(finding.check().id());
        if (!failing.contains(finding.check().id())) {
          remedy(new RemediationTrigger.CheckFailed(finding), tick);
        }
      }
    }
    failing = failingNow;
  }

  private void remedy(RemediationTrigger trigger, Instant tick) {
    for (Remedy remedy : remedies) {
      if (remedy.on().equals(trigger.name())) {
        decide(remedy, trigger, tick);
      }
    }
  }

  private void decide(Remedy remedy, RemediationTrigger trigger, Instant tick) {
    List<Instant> counting =
        RunBudget.stillCounting(remedy.policy(), starts.getOrDefault(remedy, List.of()), tick);
    Optional<String> heldBack = RunBudget.heldBack(remedy.policy(), counting, tick);
    if (heldBack.isPresent()) {
      note(remedy, trigger, RemediationRun.Outcome.HELD_BACK, heldBack.get());
      return;
    }
    List<Instant> started = new ArrayList<>(counting);
    started.add(tick);
    starts.put(remedy, started);
    boolean dry = remedy.policy().dryRun();
    Callable<String> work =
        () -> dry ? remedy.action().dryRun(trigger) : remedy.action().run(trigger);
    CompletableFuture<Void> unused =
        fence
            .run("remediation:" + remedy.name(), deadline, work)
            .thenAccept(
                outcome -> note(remedy, trigger, outcomeOf(outcome, dry), messageOf(outcome)));
  }

  private static RemediationRun.Outcome outcomeOf(CallOutcome<String> outcome, boolean dry) {
    if (outcome.value().isEmpty()) {
      return RemediationRun.Outcome.FAILED;
    }
    return dry ? RemediationRun.Outcome.DRY_RUN : RemediationRun.Outcome.DONE;
  }

  private static String messageOf(CallOutcome<String> outcome) {
    return outcome.value().orElseGet(outcome::problem);
  }

  private void note(
      Remedy remedy, RemediationTrigger trigger, RemediationRun.Outcome outcome, String message) {
    Instant now = clock.instant();
    lock.lock();
    try {
      recent.addLast(new RemediationRun(remedy.name(), trigger, now, outcome, message));
      if (recent.size() > KEPT) {
        recent.removeFirst();
      }
    } finally {
      lock.unlock();
    }
    String label = outcome.name().toLowerCase(Locale.ROOT);
    meters
        .counter(
            "kaldrix_remediation_runs_total",
            Labels.of("action", remedy.name(), "outcome", label),
            "Runs of remediation actions by what came of them.")
        .increment();
    audit.append(
        AuditEvent.of(now, "system:remediation", "remediation." + label, trigger.name())
            .detail("action", remedy.name())
            .detail("message", message)
            .ended(
                outcome == RemediationRun.Outcome.FAILED
                    ? AuditEvent.Outcome.FAILURE
                    : AuditEvent.Outcome.SUCCESS));
  }

  @Override
  public List<RemediationRun> recent() {
    lock.lock();
    try {
      return List.copyOf(recent);
    } finally {
      lock.unlock();
    }
  }
}
