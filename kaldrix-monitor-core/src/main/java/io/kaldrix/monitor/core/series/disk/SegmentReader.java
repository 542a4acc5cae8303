package io.kaldrix.monitor.core.series.disk;

import io.kaldrix.monitor.api.label.Labels;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads what a {@link SegmentWriter} has written, as far as it is whole: the first record that is
 * torn or damaged ends it, since what follows says only what has changed. For one thread.
 */
public final class SegmentReader {

  private static final int MOST_PLACES = 50_000_000;

  /** What a file says, in order. */
  public interface Visitor {
    /** Takes whose a place is from here on. */
    void series(int place, Labels labels);

    /** Takes when the counting of the series at a place began. */
    void start(int place, long startMillis);

    /**
     * Takes the samples of one instant.
     *
     * @param values by place, not to be kept
     * @param present which of them there are
     * @param places how many places the row tells of
     */
    void row(long timestampMillis, double[] values, boolean[] present, int places);
  }

  /**
   * How the reading of a file ended.
   *
   * @param wholeBytes how much of it is whole
   * @param bytes how long it is
   * @param problem what is wrong behind, empty if nothing is
   */
  public record End(long wholeBytes, long bytes, String problem) {}

  private final Visitor visitor;
  private long[] previous = new long[64];
  private double[] values = new double[64];
  private boolean[] present = new boolean[64];
  private byte[] bytes = {};
  private int at;
  private int end;

  /** Creates a reader that tells {@code visitor} what it finds. */
  public SegmentReader(Visitor visitor) {
    this.visitor = visitor;
  }

  /** What is wrong within a record whose checksum fits, or with its frame. */
  private static final class Damage extends IOException {
    private static final long serialVersionUID = 1L;

    Damage(String message) {
      super(message);
    }
  }

  /**
   * Reads a file.
   *
   * @throws IOException if the disk fails; a file that ends early or is damaged is no such failure
   */
  public End read(Path path) throws IOException {
    Arrays.fill(previous, 0);
    long size = Files.size(path);
    long whole = 0;
    try (DataInputStream file =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(path), 1 << 16))) {
      if (size < 4 || file.readInt() != SegmentWriter.MAGIC) {
        return new End(0, size, "is no file of rows");
      }
      whole = 4;
      while (whole < size) {
        int length = record(file, size - whole);
        visit();
        whole += length;
      }
      return new End(whole, size, "");
    } catch (EOFException e) {
      return new End(whole, size, "ends within a record");
    } catch (Damage e) {
      return new End(whole, size, String.valueOf(e.getMessage()));
    }
  }

  private int record(DataInputStream file, long left) throws IOException {
    int length = file.readInt();
    int checksum = file.readInt();
    if (length < 1 || length > left - RecordBuffer.FRAME_BYTES) {
      throw length >= 1 ? new EOFException() : new Damage("says a record of " + length + " bytes");
    }
    if (bytes.length < length) {
      bytes = new byte[Math.max(length, 2 * bytes.length)];
    }
    file.readFully(bytes, 0, length);
    if (RecordBuffer.checksum(bytes, 0, length) != checksum) {
      throw new Damage("has a record whose checksum does not fit");
    }
    at = 0;
    end = length;
    return RecordBuffer.FRAME_BYTES + length;
  }

  private void visit() throws Damage {
    int kind = octet();
    switch (kind) {
      case SegmentWriter.SERIES -> series();
      case SegmentWriter.START -> visitor.start(place(), zigzag());
      case SegmentWriter.ROW -> row();
      default -> throw new Damage("has a record of kind " + kind);
    }
  }

  private void series() throws Damage {
    int place = place();
    long count = varint();
    Labels.Builder labels = Labels.builder();
    for (long i = 0; i < count; i++) {
      String name = text();
      String value = text();
      if (name.isEmpty()) {
        throw new Damage("has a label without a name");
      }
      labels.set(name, value);
    }
    grow(place + 1);
    previous[place] = 0;
    visitor.series(place, labels.build());
  }

  private void row() throws Damage {
    long timestampMillis = zigzag();
    int places = 0;
    while (at < end) {
      long token = varint();
      long count = token >>> 2;
      int kind = (int) (token & 3);
      if (count < 1 || count > MOST_PLACES - places || kind > SegmentWriter.CHANGED) {
        throw new Damage("has a row that makes no sense");
      }
      int to = places + (int) count;
      grow(to);
      for (int place = places; place < to; place++) {
        if (kind == SegmentWriter.CHANGED) {
          previous[place] ^= bits();
        }
        present[place] = kind != SegmentWriter.ABSENT;
        values[place] = Double.longBitsToDouble(previous[place]);
      }
      places = to;
    }
    visitor.row(timestampMillis, values, present, places);
  }

  private void grow(int places) {
    if (places > previous.length) {
      int size = Math.max(places, 2 * previous.length);
      previous = Arrays.copyOf(previous, size);
      values = Arrays.copyOf(values, size);
      present = Arrays.copyOf(present, size);
    }
  }

  private int place() throws Damage {
    long place = varint();
    if (place < 0 || place >= MOST_PLACES) {
      throw new Damage("names place " + place);
    }
    return (int) place;
  }

  private int octet() throws Damage {
    if (at >= end) {
      throw new Damage("has a record that ends early");
    }
    return bytes[at++] & 0xff;
  }

  private long varint() throws Damage {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int octet = octet();
      value |= (long) (octet & 0x7f) << shift;
      if (octet < 0x80) {
        return value;
      }
    }
    throw new Damage("has a number of more than 64 bits");
  }

  private long zigzag() throws Damage {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  private String text() throws Damage {
    long length = varint();
    if (length < 0 || length > end - at) {
      throw new Damage("has a text that ends early");
    }
    String text = new String(bytes, at, (int) length, StandardCharsets.UTF_8);
    at += (int) length;
    return text;
  }

  private long bits() throws Damage {
    int form = octet();
    int leading = form >>> 4;
    int trailing = form & 0xf;
    if (leading + trailing > 8) {
      throw new Damage("has a value that makes no sense");
    }
    long change = 0;
    for (int i = 7 - leading; i >= trailing; i--) {
      change |= (long) octet() << (8 * i);
    }
    return change;
  }
}
