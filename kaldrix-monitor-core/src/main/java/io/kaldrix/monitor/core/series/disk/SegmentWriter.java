package io.kaldrix.monitor.core.series.disk;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Writes one file of rows, which can be read without any other. For one thread.
 *
 * <p>A file begins with four bytes {@code KSR1}. Records follow, each of four bytes length and four
 * bytes CRC-32C of its contents, big-endian, and the contents:
 *
 * <pre>
 * 1  varint place, varint number of labels, name and value of each as varint length and UTF-8:
 *    from here on the place is this series'
 * 2  varint place, zigzag millis: when the counting of the series there began, anew
 * 3  zigzag millis, then until the end: varint n * 4 + kind, for the places from 0 up
 *      kind 0  the next n places have no sample at that time
 *      kind 1  the next n have the value they had before
 *      kind 2  the next n have other values: for each one byte, its upper half the number of zero
 *              bytes in front and the lower that of those behind, and the bytes between, of the
 *              exclusive-or with the bits of the value before, zero at first
 * </pre>
 */
public final class SegmentWriter implements AutoCloseable {

  static final int MAGIC = 0x4b535231; // KSR1
  static final int SERIES = 1;
  static final int START = 2;
  static final int ROW = 3;

  static final int ABSENT = 0;
  static final int SAME = 1;
  static final int CHANGED = 2;

  private final FileChannel file;
  private final RecordBuffer record = new RecordBuffer();
  private long[] previous = new long[64]; // bits by place
  private long bytes;
  private long bytesOfSeries;

  /**
   * Creates a file.
   *
   * @throws IOException if it cannot be made, or is there already
   */
  SegmentWriter(Path path) throws IOException {
    file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    write(ByteBuffer.allocate(4).putInt(0, MAGIC));
  }

  private void write(ByteBuffer buffer) throws IOException {
    bytes += buffer.remaining();
    while (buffer.hasRemaining()) {
      int unused = file.write(buffer);
    }
  }

  /** Returns how long the file is by now. */
  public long bytes() {
    return bytes;
  }

  /** Returns how much of it says which series there are. */
  public long bytesOfSeries() {
    return bytesOfSeries;
  }

  /** Says whose a place is from here on. */
  public void series(int place, Labels labels) throws IOException {
    record.clear();
    record.octet(SERIES);
    record.varint(place);
    record.varint(labels.size());
    for (Label label : labels) {
      record.text(label.name());
      record.text(label.value());
    }
    ByteBuffer framed = record.framed();
    bytesOfSeries += framed.remaining();
    write(framed);
    grow(place + 1);
    previous[place] = 0;
  }

  /** Says when the counting of the series at a place began. */
  public void start(int place, long startMillis) throws IOException {
    record.clear();
    record.octet(START);
    record.varint(place);
    record.zigzag(startMillis);
    write(record.framed());
  }

  /**
   * Writes the samples of one instant.
   *
   * @param values by place; those that {@code absentBits} stand for have no sample
   * @param places how many places there are
   */
  public void row(long timestampMillis, double[] values, int places, long absentBits)
      throws IOException {
    grow(places);
    record.clear();
    record.octet(ROW);
    record.zigzag(timestampMillis);
    int from = 0;
    while (from < places) {
      int kind = kind(values, from, absentBits);
      int to = from + 1;
      while (to < places && kind(values, to, absentBits) == kind) {
        to++;
      }
      record.varint((long) (to - from) << 2 | kind);
      if (kind == CHANGED) {
        for (int place = from; place < to; place++) {
          long bits = Double.doubleToRawLongBits(values[place]);
          record.bits(bits ^ previous[place]);
          previous[place] = bits;
        }
      }
      from = to;
    }
    write(record.framed());
  }

  private int kind(double[] values, int place, long absentBits) {
    long bits = place < values.length ? Double.doubleToRawLongBits(values[place]) : absentBits;
    return bits == absentBits ? ABSENT : bits == previous[place] ? SAME : CHANGED;
  }

  private void grow(int places) {
    if (places > previous.length) {
      previous = Arrays.copyOf(previous, Math.max(places, 2 * previous.length));
    }
  }

  /** Waits until all is on the disk. */
  public void force() throws IOException {
    file.force(false);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
