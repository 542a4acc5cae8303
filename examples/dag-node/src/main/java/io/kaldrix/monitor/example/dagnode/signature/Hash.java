package io.kaldrix.monitor.example.dagnode.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A SHA-256 hash. */
public record Hash(Bytes32 bytes) {
  /** The hash that stands before the first: all zero. */
  public static final Hash ZERO = new Hash(new Bytes32(0, 0, 0, 0));

  /** Returns the hash of {@code parts}, one after another. */
  public static Hash of(byte[]... parts) {
    MessageDigest digest = sha256();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return new Hash(Bytes32.of(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Returns the first eight hexadecimal digits, enough to tell hashes apart by eye. */
  @Override
  public String toString() {
    return bytes.toString().substring(0, 8);
  }
}
