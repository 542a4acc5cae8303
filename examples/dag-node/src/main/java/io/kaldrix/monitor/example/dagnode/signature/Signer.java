package io.kaldrix.monitor.example.dagnode.signature;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;

/** An Ed25519 key pair that signs. Threads may share it. */
public final class Signer {
  static final String ALGORITHM = "Ed25519";

  private final PrivateKey privateKey;
  private final Account account;

  private Signer(KeyPair keys) {
    this.privateKey = keys.getPrivate();
    this.account = Account.of(keys.getPublic());
  }

  /** Returns a signer with a fresh key. */
  public static Signer create() {
    try {
      return new Signer(KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK from 15 has Ed25519", e);
    }
  }

  /** Returns the account whose name this signer signs in. */
  public Account account() {
    return account;
  }

  /** Returns the signature of {@code message}. */
  public Seal seal(byte[] message) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(privateKey);
      signature.update(message);
      return Seal.of(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key of our own making signs", e);
    }
  }
}
