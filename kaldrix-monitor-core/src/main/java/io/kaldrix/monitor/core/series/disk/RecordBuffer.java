package io.kaldrix.monitor.core.series.disk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Bytes of one record as they gather: its frame, then its contents. For one thread. */
final class RecordBuffer {

  /** Length and checksum of the contents, four bytes each. */
  static final int FRAME_BYTES = 8;

  private byte[] bytes = new byte[1 << 12];
  private int size = FRAME_BYTES;

  void clear() {
    size = FRAME_BYTES;
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }

  void octet(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  void varint(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  void zigzag(long value) {
    varint((value << 1) ^ (value >> 63));
  }

  void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    varint(utf8.length);
    room(utf8.length);
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    size += utf8.length;
  }

  /** Writes the bits of a change: how many zero bytes are in front and behind, and the others. */
  void bits(long change) {
    int leading = Long.numberOfLeadingZeros(change) / 8;
    int trailing = change == 0 ? 0 : Long.numberOfTrailingZeros(change) / 8;
    octet(leading << 4 | trailing);
    room(8);
    for (int i = 7 - leading; i >= trailing; i--) {
      bytes[size++] = (byte) (change >>> (8 * i));
    }
  }

  /** Completes the frame and returns the record, to be written before anything else is added. */
  ByteBuffer framed() {
    ByteBuffer record = ByteBuffer.wrap(bytes, 0, size);
    record.putInt(0, size - FRAME_BYTES);
    record.putInt(4, checksum(bytes, FRAME_BYTES, size - FRAME_BYTES));
    return record;
  }

  static int checksum(byte[] bytes, int from, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, from, length);
    return (int) checksum.getValue();
  }
}
