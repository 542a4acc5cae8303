package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.alert.AlertState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes alerts down and takes them up again: after every step of an alert at once, and otherwise
 * now and then, so that an outage is known to have begun when it did. For one thread.
 */
final class AlertKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(AlertKeeper.class);
  private static final Duration NOW_AND_THEN = Duration.ofSeconds(30);

  private final Optional<AlertMemory> memory;
  private final Duration tickInterval;
  private final RuleLimits limits;
  private @Nullable Instant last;
  private @Nullable Instant written;
  private boolean writtenEmpty = true;
  private boolean failing;

  AlertKeeper(Optional<AlertMemory> memory, Duration tickInterval, RuleLimits limits) {
    this.memory = memory;
    this.tickInterval = tickInterval;
    this.limits = limits;
  }

  /** Takes up what was written down before {@code tick}. What cannot be read is told and left. */
  void restore(List<EvaluatedGroup> groups, Instant tick) {
    if (memory.isEmpty()) {
      return;
    }
    try {
      Optional<byte[]> bytes = memory.get().read();
      if (bytes.isPresent()) {
        restore(SavedAlerts.of(bytes.get()), groups, tick);
        writtenEmpty = false;
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("alerts begin anew, as what was kept of them cannot be read: {}", e.getMessage());
    }
  }

  private void restore(SavedAlerts saved, List<EvaluatedGroup> groups, Instant tick) {
    Instant due = saved.at().plus(tickInterval);
    Instant left = due.isBefore(tick) ? due : tick;
    boolean tolerable = Duration.between(left, tick).compareTo(limits.outageTolerance()) <= 0;
    Instant confirmBy = tolerable ? tick.plus(limits.grace()) : null;
    for (EvaluatedGroup group : groups) {
      for (RunningRule rule : group.rules()) {
        if (rule.work() instanceof EvaluatedAlertRule alerts) {
          for (SavedAlert alert : saved.byRule().getOrDefault(rule.key(), List.of())) {
            Optional<AlertState> state =
                AlertRestoration.restored(alert.state(), alerts.holdFor(), left, tick, limits);
            state.ifPresent(restored -> alerts.restore(alert, restored, confirmBy));
          }
        }
      }
    }
  }

  /**
   * Writes alerts down if it is time.
   *
   * @param stepped whether an alert has taken a step
   */
  void keep(List<EvaluatedGroup> groups, Instant tick, boolean stepped) {
    last = tick;
    if (memory.isEmpty()) {
      return;
    }
    boolean any = anyAlert(groups);
    boolean due = any && (written == null || !written.plus(NOW_AND_THEN).isAfter(tick));
    if (stepped || due || (!any && !writtenEmpty)) {
      write(groups, tick, !any);
    }
  }

  /** Writes alerts down for the last time. */
  void keepLast(List<EvaluatedGroup> groups) {
    if (memory.isPresent() && last != null && anyAlert(groups)) {
      write(groups, last, false);
    }
  }

  private static boolean anyAlert(List<EvaluatedGroup> groups) {
    for (int i = 0; i < groups.size(); i++) {
      List<RunningRule> rules = groups.get(i).rules();
      for (int j = 0; j < rules.size(); j++) {
        if (rules.get(j).work().hasAlerts()) {
          return true;
        }
      }
    }
    return false;
  }

  private void write(List<EvaluatedGroup> groups, Instant tick, boolean empty) {
    Map<String, List<SavedAlert>> byRule = new LinkedHashMap<>();
    for (EvaluatedGroup group : groups) {
      for (RunningRule rule : group.rules()) {
        if (rule.work() instanceof EvaluatedAlertRule alerts && alerts.hasAlerts()) {
          byRule.put(rule.key(), alerts.save());
        }
      }
    }
    try {
      memory.orElseThrow().write(new SavedAlerts(tick, byRule).toBytes());
      written = tick;
      writtenEmpty = empty;
      failing = false;
    } catch (IOException | RuntimeException e) {
      if (!failing) {
        LOG.warn("alerts cannot be kept over a restart: {}", e.getMessage());
      }
      failing = true;
    }
  }
}
