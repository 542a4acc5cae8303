package io.kaldrix.monitor.core;

import io.kaldrix.monitor.api.engine.CallOutcome;
import io.kaldrix.monitor.api.engine.Fence;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.core.config.RuleFiles;
import io.kaldrix.monitor.core.rule.RuleEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes rule files over when they change. Wrong ones leave the rules that are there at work. For
 * one thread.
 */
final class RuleFilesWatch {

  private final RuleFiles files;
  private final List<RuleGroup> fixed;
  private final RuleEngine rules;
  private final Fence fence;
  private final Duration interval;
  private final Duration deadline;
  private String seen;
  private Instant due = Instant.MIN;

  /**
   * Creates a watch.
   *
   * @param fixed groups that stand in no file and come before those that do
   * @param interval time between two looks, never if zero
   * @param deadline how long a look may take
   */
  RuleFilesWatch(
      RuleFiles files,
      List<RuleGroup> fixed,
      RuleEngine rules,
      Fence fence,
      Duration interval,
      Duration deadline) {
    this.files = files;
    this.fixed = List.copyOf(fixed);
    this.rules = rules;
    this.fence = fence;
    this.interval = interval;
    this.deadline = deadline;
    this.seen = files.fingerprint();
  }

  /** What a look has found. */
  private record Found(String fingerprint, List<RuleGroup> groups) {}

  /** Looks, if it is time. */
  void look(Instant tick) {
    if (interval.isZero() || files.isEmpty() || tick.isBefore(due)) {
      return;
    }
    boolean first = due.equals(Instant.MIN);
    due = tick.plus(interval);
    if (first) {
      return; // they have just been read
    }
    CallOutcome<Optional<Found>> outcome = fence.call("rule-files", deadline, this::changed);
    if (outcome.value().isEmpty()) {
      rules.refused(files.toString(), outcome.problem());
      return;
    }
    outcome.value().get().ifPresentOrElse(this::takeOver, rules::accepted);
  }

  private Optional<Found> changed() {
    String now = files.fingerprint();
    return now.equals(seen) ? Optional.empty() : Optional.of(new Found(now, files.load()));
  }

  private void takeOver(Found found) {
    List<RuleGroup> groups = new ArrayList<>(fixed);
    groups.addAll(found.groups());
    try {
      rules.reload(groups);
      seen = found.fingerprint();
    } catch (RuntimeException e) {
      rules.refused(files.toString(), String.valueOf(e.getMessage()));
    }
  }
}
