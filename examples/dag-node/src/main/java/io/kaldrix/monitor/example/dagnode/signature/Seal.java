package io.kaldrix.monitor.example.dagnode.signature;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** An Ed25519 signature: the two halves R and S of RFC 8032, section 5.1.6. */
public record Seal(Bytes32 r, Bytes32 s) {
  /** The length in bytes. */
  public static final int LENGTH = 2 * Bytes32.LENGTH;

  static Seal of(byte[] bytes) {
    return new Seal(
        Bytes32.of(Arrays.copyOfRange(bytes, 0, Bytes32.LENGTH)),
        Bytes32.of(Arrays.copyOfRange(bytes, Bytes32.LENGTH, bytes.length)));
  }

  /** Reads the next {@value #LENGTH} bytes of {@code in}. */
  public static Seal read(ByteBuffer in) {
    return new Seal(Bytes32.read(in), Bytes32.read(in));
  }

  /** Writes the {@value #LENGTH} bytes to {@code out}. */
  public void write(ByteBuffer out) {
    r.write(out);
    s.write(out);
  }

  byte[] toArray() {
    ByteBuffer out = ByteBuffer.allocate(LENGTH);
    write(out);
    return out.array();
  }
}
