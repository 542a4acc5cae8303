package io.kaldrix.monitor.plugin.testkit;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.series.Series;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests of Prometheus's remote write protocol, version 1: a protocol buffer in a Snappy block.
 * The block holds literals alone, which every reader of Snappy understands.
 */
final class RemoteWrite {

  private static final long SLICE_MILLIS = 600_000;
  private static final int LITERAL_BYTES = 65_536;
  private static final int LENGTH_IN_TWO_BYTES = 61 << 2;

  private RemoteWrite() {}

  /** Returns the bodies of requests, the oldest samples first: the receiver takes no older ones. */
  static List<byte[]> bodies(List<Series> series) {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (Series each : series) {
      if (!each.samples().isEmpty()) {
        first = Math.min(first, each.samples().timestampMillis(0));
        last = Math.max(last, each.samples().timestampMillis(each.samples().size() - 1));
      }
    }
    List<byte[]> bodies = new ArrayList<>();
    for (long from = first; from <= last; from += SLICE_MILLIS) {
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      for (Series each : series) {
        byte[] slice = slice(each, from, from + SLICE_MILLIS);
        if (slice.length > 0) {
          field(request, 1, slice);
        }
      }
      if (request.size() > 0) {
        bodies.add(snappy(request.toByteArray()));
      }
    }
    return bodies;
  }

  /** Returns the samples from {@code fromMillis} until before {@code untilMillis}. */
  private static byte[] slice(Series series, long fromMillis, long untilMillis) {
    ByteArrayOutputStream samples = new ByteArrayOutputStream();
    for (int i = 0; i < series.samples().size(); i++) {
      long at = series.samples().timestampMillis(i);
      if (at >= fromMillis && at < untilMillis) {
        field(samples, 2, sample(at, series.samples().value(i)));
      }
    }
    if (samples.size() == 0) {
      return new byte[0];
    }
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    for (Label label : series.labels()) {
      ByteArrayOutputStream pair = new ByteArrayOutputStream();
      field(pair, 1, label.name().getBytes(StandardCharsets.UTF_8));
      field(pair, 2, label.value().getBytes(StandardCharsets.UTF_8));
      field(message, 1, pair.toByteArray());
    }
    message.writeBytes(samples.toByteArray());
    return message.toByteArray();
  }

  private static byte[] sample(long atMillis, double value) {
    ByteArrayOutputStream sample = new ByteArrayOutputStream();
    sample.write((1 << 3) | 1);
    ByteBuffer bits = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    sample.writeBytes(bits.putLong(Double.doubleToRawLongBits(value)).array());
    sample.write(2 << 3);
    number(sample, atMillis);
    return sample.toByteArray();
  }

  private static void field(ByteArrayOutputStream out, int number, byte[] content) {
    out.write((number << 3) | 2);
    number(out, content.length);
    out.writeBytes(content);
  }

  private static void number(ByteArrayOutputStream out, long number) {
    long rest = number;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static byte[] snappy(byte[] content) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    number(block, content.length);
    for (int from = 0; from < content.length; from += LITERAL_BYTES) {
      int length = Math.min(LITERAL_BYTES, content.length - from);
      block.write(LENGTH_IN_TWO_BYTES);
      block.write(length - 1);
      block.write((length - 1) >>> 8);
      block.write(content, from, length);
    }
    return block.toByteArray();
  }
}
