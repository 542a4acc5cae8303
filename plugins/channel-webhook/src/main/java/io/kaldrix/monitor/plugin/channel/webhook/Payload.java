package io.kaldrix.monitor.plugin.channel.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.notify.Notification;
import java.util.List;
import java.util.Map;

/**
 * Writes a notification as JSON in UTF-8, in the shape that the README describes. Bounded: texts
 * are cut to {@value #LONGEST_TEXT} characters, and {@value #MOST_ALERTS} alerts are written, the
 * others counted.
 */
final class Payload {

  /** The version of the shape; a new one may take something away, the same one only adds. */
  static final int VERSION = 1;

  static final int LONGEST_TEXT = 8192;
  static final int MOST_ALERTS = 500;

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  private Payload() {}

  static byte[] of(Notification notification) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    List<Alert> alerts = notification.alerts();
    root.put("version", VERSION)
        .put("idempotencyKey", text(notification.idempotencyKey()))
        .put("groupKey", text(notification.groupKey()))
        .put("status", notification.status() == Notification.Status.FIRING ? "firing" : "resolved");
    severity(root, notification.severity());
    root.put("title", text(notification.title()))
        .put("text", text(notification.text()))
        .put("at", notification.at().toString());
    texts(root.putObject("commonLabels"), notification.commonLabels().asMap());
    texts(root.putObject("commonAnnotations"), notification.commonAnnotations());
    root.put("alertsOmitted", Math.max(0, alerts.size() - MOST_ALERTS));
    for (Alert alert : alerts.subList(0, Math.min(MOST_ALERTS, alerts.size()))) {
      alert(root.withArray("alerts").addObject(), alert);
    }
    try {
      return JSON.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers can be written", e);
    }
  }

  private static void alert(ObjectNode node, Alert alert) {
    node.put("name", text(alert.name())).put("status", alert.state().label());
    severity(node, alert.severity());
    Labels labels = alert.labels();
    texts(node.putObject("labels"), labels.asMap());
    texts(node.putObject("annotations"), alert.annotations());
    if (Double.isFinite(alert.value())) {
      node.put("value", alert.value());
    } else {
      node.putNull("value"); // JSON has no NaN and no infinity
    }
    if (alert.state() instanceof AlertState.Firing firing) {
      node.put("startsAt", firing.since().toString()).putNull("endsAt");
    } else if (alert.state() instanceof AlertState.Resolved resolved) {
      node.put("startsAt", resolved.since().toString()).put("endsAt", resolved.at().toString());
    } else {
      node.putNull("startsAt").putNull("endsAt");
    }
    node.put("fingerprint", alert.fingerprint());
  }

  private static void severity(ObjectNode node, Severity severity) {
    node.put("severity", severity.label()).put("priority", severity.priority());
  }

  private static void texts(ObjectNode node, Map<String, String> texts) {
    texts.forEach((name, value) -> node.put(text(name), text(value)));
  }

  /** Returns {@code text}, cut if it is long, without halves of characters, which UTF-8 lacks. */
  static String text(String text) {
    boolean cut = text.length() > LONGEST_TEXT;
    int end = cut ? LONGEST_TEXT : text.length();
    StringBuilder whole = new StringBuilder(end + 1);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        whole.append(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        whole.append(c).append(text.charAt(++i));
      } else {
        whole.append('\ufffd');
      }
    }
    return cut ? whole.append('…').toString() : whole.toString();
  }
}
