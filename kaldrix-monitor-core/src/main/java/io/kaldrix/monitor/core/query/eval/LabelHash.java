package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The number by which Prometheus draws lots among series: XXH64 of the labels, each name and value
 * with its length in front. With it, {@code limit_ratio} draws the same ones.
 *
 * <p>Source: Y. Collet, "xxHash fast digest algorithm", specification 0.1.1.
 */
final class LabelHash {

  private static final long PRIME1 = 0x9E3779B185EBCA87L;
  private static final long PRIME2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME3 = 0x165667B19E3779F9L;
  private static final long PRIME4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME5 = 0x27D4EB2F165667C5L;
  private static final int LONG_TEXT = 255;

  private LabelHash() {}

  static long of(Labels labels) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Label label : labels) {
      write(bytes, label.name());
      write(bytes, label.value());
    }
    return hash(bytes.toByteArray());
  }

  private static void write(ByteArrayOutputStream bytes, String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    if (encoded.length < LONG_TEXT) {
      bytes.write(encoded.length);
    } else {
      bytes.write(LONG_TEXT);
      bytes.write(encoded.length);
      bytes.write(encoded.length >> 8);
      bytes.write(encoded.length >> 16);
    }
    bytes.writeBytes(encoded);
  }

  static long hash(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long hash = bytes.length >= 32 ? stripes(in) : PRIME5;
    hash += bytes.length;
    while (in.remaining() >= 8) {
      hash = Long.rotateLeft(hash ^ round(0, in.getLong()), 27) * PRIME1 + PRIME4;
    }
    if (in.remaining() >= 4) {
      hash = Long.rotateLeft(hash ^ (in.getInt() & 0xffff_ffffL) * PRIME1, 23) * PRIME2 + PRIME3;
    }
    while (in.hasRemaining()) {
      hash = Long.rotateLeft(hash ^ (in.get() & 0xff) * PRIME5, 11) * PRIME1;
    }
    hash = (hash ^ (hash >>> 33)) * PRIME2;
    hash = (hash ^ (hash >>> 29)) * PRIME3;
    return hash ^ (hash >>> 32);
  }

  private static long stripes(ByteBuffer in) {
    long a = 0x60EA27EEADC0B5D6L; // PRIME1 + PRIME2, which overflows
    long b = PRIME2;
    long c = 0;
    long d = -PRIME1;
    while (in.remaining() >= 32) {
      a = round(a, in.getLong());
      b = round(b, in.getLong());
      c = round(c, in.getLong());
      d = round(d, in.getLong());
    }
    long hash =
        Long.rotateLeft(a, 1)
            + Long.rotateLeft(b, 7)
            + Long.rotateLeft(c, 12)
            + Long.rotateLeft(d, 18);
    hash = merged(hash, a);
    hash = merged(hash, b);
    hash = merged(hash, c);
    return merged(hash, d);
  }

  private static long round(long lane, long input) {
    return Long.rotateLeft(lane + input * PRIME2, 31) * PRIME1;
  }

  private static long merged(long hash, long lane) {
    return (hash ^ round(0, lane)) * PRIME1 + PRIME4;
  }
}
