package io.kaldrix.monitor.example.dagnode.signature;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Thirty-two bytes, big-endian, as one value that compares and hashes by its content. */
public record Bytes32(long first, long second, long third, long fourth) {
  /** The length in bytes. */
  public static final int LENGTH = 32;

  /**
   * Returns {@code bytes} as a value.
   *
   * @param bytes exactly {@value #LENGTH} of them
   * @throws IllegalArgumentException if there are more or fewer
   */
  public static Bytes32 of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("got " + bytes.length + " bytes, need " + LENGTH);
    }
    return read(ByteBuffer.wrap(bytes));
  }

  /** Reads the next {@value #LENGTH} bytes of {@code in}. */
  public static Bytes32 read(ByteBuffer in) {
    return new Bytes32(in.getLong(), in.getLong(), in.getLong(), in.getLong());
  }

  /** Writes the {@value #LENGTH} bytes to {@code out}. */
  public void write(ByteBuffer out) {
    out.putLong(first).putLong(second).putLong(third).putLong(fourth);
  }

  /** Returns the bytes in a fresh array. */
  public byte[] toArray() {
    ByteBuffer out = ByteBuffer.allocate(LENGTH);
    write(out);
    return out.array();
  }

  /** Returns 64 hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(toArray());
  }
}
