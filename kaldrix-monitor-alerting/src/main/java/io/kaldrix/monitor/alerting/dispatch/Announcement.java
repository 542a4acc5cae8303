package io.kaldrix.monitor.alerting.dispatch;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.notify.Notification;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something to tell: what one rule's alerts did at one tick.
 *
 * @param notification what a channel gets
 * @param beginsToFire whether an alert began to fire; if not, it only tells that some ended
 */
public record Announcement(Notification notification, boolean beginsToFire) {

  /** Worst first, then in order of labels, so that the same alerts are told in the same words. */
  private static final Comparator<Alert> ORDER =
      Comparator.comparing((Alert alert) -> !alert.isFiring())
          .thenComparing(Alert::severity)
          .thenComparing(Alert::labels);

  /**
   * Returns what is to be told of a tick: for each rule of which an alert began to fire or was
   * resolved one announcement, worst first. It holds all of the rule's alerts that fire, and those
   * that were resolved.
   *
   * @param processLabels the labels of this process, so that two processes do not share a key
   * @param tick when it was decided
   * @param transitions the steps that alerts took at this tick
   * @param firing all alerts that fire now
   */
  public static List<Announcement> of(
      Labels processLabels, Instant tick, List<AlertTransition> transitions, List<Alert> firing) {
    Map<String, Map<Labels, Alert>> changedByRule = new LinkedHashMap<>();
    for (AlertTransition transition : transitions) {
      if (isToldOf(transition)) {
        Alert alert = transition.alert();
        changedByRule
            .computeIfAbsent(alert.name(), name -> new LinkedHashMap<>())
            .put(alert.labels(), alert);
      }
    }
    List<Announcement> announcements = new ArrayList<>();
    changedByRule.forEach(
        (name, changed) -> announcements.add(of(processLabels, tick, name, changed, firing)));
    announcements.sort(
        Comparator.comparing((Announcement announcement) -> announcement.notification.severity()));
    return List.copyOf(announcements);
  }

  private static boolean isToldOf(AlertTransition transition) {
    AlertState now = transition.alert().state();
    boolean fired = transition.before() instanceof AlertState.Firing;
    return now instanceof AlertState.Resolved || (now instanceof AlertState.Firing && !fired);
  }

  private static Announcement of(
      Labels processLabels,
      Instant tick,
      String name,
      Map<Labels, Alert> changed,
      List<Alert> firing) {
    Map<Labels, Alert> all = new TreeMap<>();
    for (Alert alert : firing) {
      if (alert.name().equals(name)) {
        all.put(alert.labels(), alert);
      }
    }
    all.putAll(changed);
    List<Alert> alerts = all.values().stream().sorted(ORDER).toList();
    Notification.Status status =
        alerts.get(0).isFiring() ? Notification.Status.FIRING : Notification.Status.RESOLVED;
    String groupKey = processLabels.with(Alert.NAME_LABEL, name).toString();
    Notification notification =
        new Notification(
            idempotencyKey(groupKey, tick, changed),
            groupKey,
            status,
            Wording.title(status, alerts),
            Wording.text(alerts, tick),
            alerts,
            tick);
    return new Announcement(notification, changed.values().stream().anyMatch(Alert::isFiring));
  }

  /** Returns 32 hexadecimal digits: the same process, rule, tick and steps give the same ones. */
  private static String idempotencyKey(String groupKey, Instant tick, Map<Labels, Alert> changed) {
    StringBuilder told = new StringBuilder(groupKey).append('\n').append(tick);
    new TreeMap<>(changed)
        .forEach(
            (labels, alert) ->
                told.append('\n').append(alert.fingerprint()).append(alert.state().label()));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(told.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
