package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The alerts of all rules at one instant, and how they are written down: a version, then the
 * instant, then each rule's key and its alerts; all numbers with their highest byte first, texts as
 * a count of bytes and UTF-8, instants as milliseconds since the epoch.
 *
 * @param at the last evaluation before they were written down
 * @param byRule alerts by {@link RuleKey}
 */
record SavedAlerts(Instant at, Map<String, List<SavedAlert>> byRule) {

  private static final int VERSION = 1;
  private static final int MOST = 10_000_000;

  private static final byte INACTIVE = 0;
  private static final byte PENDING = 1;
  private static final byte FIRING = 2;
  private static final byte RECOVERING = 3;

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(VERSION);
      out.writeLong(at.toEpochMilli());
      out.writeInt(byRule.size());
      for (Map.Entry<String, List<SavedAlert>> rule : byRule.entrySet()) {
        writeText(out, rule.getKey());
        out.writeInt(rule.getValue().size());
        for (SavedAlert alert : rule.getValue()) {
          write(out, alert);
        }
      }
    } catch (IOException e) { // cannot be, the bytes are in memory
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #toBytes} has written.
   *
   * @throws IOException if it is of another version or damaged
   */
  static SavedAlerts of(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readInt();
      if (version != VERSION) {
        throw new IOException("alerts are of version " + version + ", must be " + VERSION);
      }
      Instant at = Instant.ofEpochMilli(in.readLong());
      Map<String, List<SavedAlert>> byRule = new LinkedHashMap<>();
      int rules = count(in);
      for (int i = 0; i < rules; i++) {
        String key = readText(in);
        List<SavedAlert> alerts = new ArrayList<>();
        int size = count(in);
        for (int j = 0; j < size; j++) {
          alerts.add(readAlert(in));
        }
        byRule.put(key, alerts);
      }
      return new SavedAlerts(at, byRule);
    } catch (EOFException e) {
      throw new IOException("alerts are cut short", e);
    } catch (RuntimeException e) {
      throw new IOException("alerts are damaged: " + e.getMessage(), e);
    }
  }

  private static void write(DataOutputStream out, SavedAlert alert) throws IOException {
    writeMap(out, map(alert.labels()));
    writeMap(out, map(alert.series()));
    write(out, alert.state());
    writeText(out, alert.severity().label());
    out.writeDouble(alert.value());
    out.writeLong(alert.seenAt().toEpochMilli());
    out.writeLong(alert.met());
    writeMap(out, alert.annotations());
  }

  private static SavedAlert readAlert(DataInputStream in) throws IOException {
    Labels labels = Labels.of(readMap(in));
    Labels series = Labels.of(readMap(in));
    AlertState state = readState(in);
    String severity = readText(in);
    return new SavedAlert(
        labels,
        series,
        state,
        Severity.named(severity)
            .orElseThrow(() -> new IOException("'" + severity + "' is no severity")),
        in.readDouble(),
        Instant.ofEpochMilli(in.readLong()),
        in.readLong(),
        readMap(in));
  }

  private static void write(DataOutputStream out, AlertState state) throws IOException {
    if (state instanceof AlertState.Pending pending) {
      out.writeByte(PENDING);
      out.writeLong(pending.activeSince().toEpochMilli());
      writeText(out, pending.heldBack());
    } else if (state instanceof AlertState.Firing firing) {
      out.writeByte(firing.recoveringSince().isPresent() ? RECOVERING : FIRING);
      out.writeLong(firing.activeSince().toEpochMilli());
      out.writeLong(firing.since().toEpochMilli());
      if (firing.recoveringSince().isPresent()) {
        out.writeLong(firing.recoveringSince().get().toEpochMilli());
      }
    } else {
      out.writeByte(INACTIVE);
    }
  }

  private static AlertState readState(DataInputStream in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case INACTIVE -> new AlertState.Inactive();
      case PENDING -> new AlertState.Pending(readInstant(in), readText(in));
      case FIRING -> new AlertState.Firing(readInstant(in), readInstant(in));
      case RECOVERING ->
          new AlertState.Firing(readInstant(in), readInstant(in), Optional.of(readInstant(in)));
      default -> throw new IOException("a state is " + kind + ", must be 0 to 3");
    };
  }

  private static Map<String, String> map(Labels labels) {
    Map<String, String> map = new LinkedHashMap<>();
    for (Label label : labels) {
      map.put(label.name(), label.value());
    }
    return map;
  }

  private static void writeMap(DataOutputStream out, Map<String, String> map) throws IOException {
    out.writeInt(map.size());
    for (Map.Entry<String, String> entry : map.entrySet()) {
      writeText(out, entry.getKey());
      writeText(out, entry.getValue());
    }
  }

  private static Map<String, String> readMap(DataInputStream in) throws IOException {
    Map<String, String> map = new LinkedHashMap<>();
    int size = count(in);
    for (int i = 0; i < size; i++) {
      String name = readText(in);
      map.put(name, readText(in));
    }
    return map;
  }

  private static Instant readInstant(DataInputStream in) throws IOException {
    return Instant.ofEpochMilli(in.readLong());
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    int length = count(in);
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static int count(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MOST) {
      throw new IOException("a count is " + count + ", must be 0 to " + MOST);
    }
    return count;
  }
}
