package io.kaldrix.monitor.anomaly;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the detectors of one watch have learned, as bytes: a version, the detector's name, the
 * number of series, then for each its labels and the detector's own bytes, each with its length
 * before it, big-endian.
 *
 * @param detector the detector's name
 * @param series what each series' detector saved
 */
record LearnedState(String detector, Map<Labels, byte[]> series) {

  private static final byte VERSION = 1;

  byte[] toBytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(VERSION);
    write(out, detector);
    out.writeInt(series.size());
    for (Map.Entry<Labels, byte[]> entry : series.entrySet()) {
      out.writeInt(entry.getKey().size());
      for (Label label : entry.getKey()) {
        write(out, label.name());
        write(out, label.value());
      }
      out.writeInt(entry.getValue().length);
      out.write(entry.getValue());
    }
    return bytes.toByteArray();
  }

  static LearnedState of(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    byte version = in.readByte();
    if (version != VERSION) {
      throw new IOException("learned state has version " + version + ", must be " + VERSION);
    }
    String detector = readText(in);
    int count = in.readInt();
    Map<Labels, byte[]> series = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      Labels.Builder labels = Labels.builder();
      int size = in.readInt();
      for (int label = 0; label < size; label++) {
        labels.set(readText(in), readText(in));
      }
      series.put(labels.build(), readBytes(in));
    }
    return new LearnedState(detector, series);
  }

  // Not writeUTF: it refuses more than 65,535 bytes, and a label may be longer.
  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) { // of bytes in memory all are available
      throw new EOFException(length + " bytes are announced, " + in.available() + " are left");
    }
    return in.readNBytes(length);
  }
}
