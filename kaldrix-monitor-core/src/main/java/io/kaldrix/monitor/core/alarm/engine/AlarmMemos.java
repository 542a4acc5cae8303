package io.kaldrix.monitor.core.alarm.engine;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.rule.AlarmState;
import io.kaldrix.monitor.core.alarm.Contributor;
import io.kaldrix.monitor.core.alarm.composite.Suppression;
import io.kaldrix.monitor.core.alarm.engine.AlarmMemo.Member;
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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Memos of alarms as bytes: a version, their number, then for each its parts in the order of the
 * record; texts as UTF-8 and instants as milliseconds, lists with their length before them,
 * big-endian.
 */
final class AlarmMemos {

  private static final byte VERSION = 1;

  private AlarmMemos() {}

  static byte[] toBytes(Collection<AlarmMemo> memos) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(memos.size());
      for (AlarmMemo memo : memos) {
        write(out, memo);
      }
    } catch (IOException e) { // cannot be, it goes to memory
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, AlarmMemo memo) throws IOException {
    write(out, memo.name());
    write(out, memo.state().name());
    out.writeLong(memo.since().toEpochMilli());
    write(out, memo.told().name());
    write(out, memo.reason());
    out.writeBoolean(memo.suppression().isPresent());
    if (memo.suppression().isPresent()) {
      write(out, memo.suppression().get().phase().name());
      out.writeLong(memo.suppression().get().until().toEpochMilli());
      write(out, memo.suppression().get().state().name());
    }
    out.writeInt(memo.contributors().size());
    for (Map.Entry<Labels, Member> entry : memo.contributors().entrySet()) {
      out.writeInt(entry.getKey().size());
      for (Label label : entry.getKey()) {
        write(out, label.name());
        write(out, label.value());
      }
      Contributor contributor = entry.getValue().contributor();
      out.writeLong(contributor.activeSince().toEpochMilli());
      out.writeBoolean(contributor.alarmingSince().isPresent());
      out.writeLong(contributor.alarmingSince().orElse(Instant.EPOCH).toEpochMilli());
      out.writeLong(contributor.lastSeen().toEpochMilli());
      out.writeBoolean(entry.getValue().told());
    }
  }

  /**
   * Returns the memos that bytes hold.
   *
   * @throws IOException if they are damaged or of another version
   */
  static List<AlarmMemo> of(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    byte version = in.readByte();
    if (version != VERSION) {
      throw new IOException("state of alarms has version " + version + ", must be " + VERSION);
    }
    int count = in.readInt();
    List<AlarmMemo> memos = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        memos.add(read(in));
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("state of alarms is damaged: " + e.getMessage(), e);
    }
    return memos;
  }

  private static AlarmMemo read(DataInputStream in) throws IOException {
    String name = readText(in);
    AlarmState state = AlarmState.valueOf(readText(in));
    Instant since = Instant.ofEpochMilli(in.readLong());
    AlarmState told = AlarmState.valueOf(readText(in));
    String reason = readText(in);
    Optional<Suppression> suppression = Optional.empty();
    if (in.readBoolean()) {
      Suppression.Phase phase = Suppression.Phase.valueOf(readText(in));
      Instant until = Instant.ofEpochMilli(in.readLong());
      suppression = Optional.of(new Suppression(phase, until, AlarmState.valueOf(readText(in))));
    }
    int count = in.readInt();
    Map<Labels, Member> contributors = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      int size = in.readInt();
      Labels.Builder labels = Labels.builder();
      for (int label = 0; label < size; label++) {
        labels.set(readText(in), readText(in));
      }
      Instant activeSince = Instant.ofEpochMilli(in.readLong());
      boolean alarming = in.readBoolean();
      Instant alarmingSince = Instant.ofEpochMilli(in.readLong());
      Instant lastSeen = Instant.ofEpochMilli(in.readLong());
      contributors.put(
          labels.build(),
          new Member(
              new Contributor(
                  activeSince, alarming ? Optional.of(alarmingSince) : Optional.empty(), lastSeen),
              in.readBoolean()));
    }
    return new AlarmMemo(name, state, since, told, reason, suppression, contributors);
  }

  // Not writeUTF: it refuses more than 65,535 bytes, and a label may be longer.
  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) { // of bytes in memory all are available
      throw new EOFException(length + " bytes are announced, " + in.available() + " are left");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
