package io.kaldrix.monitor.example.dagnode.signature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Whoever holds the private half of {@code key}, an Ed25519 public key: a payer, a validator. */
public record Account(Bytes32 key) {
  /** What X.509 puts before the 32 bytes of an Ed25519 key (RFC 8410, section 4). */
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  static Account of(PublicKey key) {
    byte[] encoded = key.getEncoded();
    return new Account(Bytes32.of(Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length)));
  }

  /**
   * Returns whether {@code seal} is this account's signature of {@code message}. Bytes that are no
   * key or no signature at all are simply not, so input from strangers can be given as it comes.
   *
   * <p>Costs some hundred times as much as hashing the message.
   */
  public boolean sealed(byte[] message, Seal seal) {
    try {
      Signature verifier = Signature.getInstance(Signer.ALGORITHM);
      verifier.initVerify(publicKey());
      verifier.update(message);
      return verifier.verify(seal.toArray());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK from 15 has Ed25519", e);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private PublicKey publicKey() throws GeneralSecurityException {
    byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + Bytes32.LENGTH);
    System.arraycopy(key.toArray(), 0, encoded, X509_PREFIX.length, Bytes32.LENGTH);
    return KeyFactory.getInstance(Signer.ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
  }
}
