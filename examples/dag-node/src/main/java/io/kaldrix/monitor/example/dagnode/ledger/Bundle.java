package io.kaldrix.monitor.example.dagnode.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.kaldrix.monitor.example.dagnode.signature.Account;
import io.kaldrix.monitor.example.dagnode.signature.Bytes32;
import io.kaldrix.monitor.example.dagnode.signature.Hash;
import io.kaldrix.monitor.example.dagnode.signature.Seal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Transactions of one payer under one signature: what a wallet hands to a node.
 *
 * <p>Every node verifies every bundle, and a signature costs far more than all else that is done
 * for a transaction, so several share one. Each transaction still succeeds or fails by itself.
 *
 * @param from who pays
 * @param transactions from 1 to {@value #MAX_TRANSACTIONS}
 * @param seal the payer's signature; whether it is genuine is for {@link #isGenuine()} to say
 */
public record Bundle(Account from, List<Transaction> transactions, Seal seal) {
  /** The most transactions that one bundle may carry. */
  public static final int MAX_TRANSACTIONS = 16;

  /** Set before what is signed, so that a signature given for a bundle fits nothing else. */
  private static final byte[] SUBJECT = "bundle".getBytes(US_ASCII);

  public Bundle {
    if (transactions.isEmpty() || transactions.size() > MAX_TRANSACTIONS) {
      throw new IllegalArgumentException(
          "got %d transactions, must be 1 to %d".formatted(transactions.size(), MAX_TRANSACTIONS));
    }
    transactions = List.copyOf(transactions);
  }

  /** Reads the next bundle of {@code in}, without verifying it. */
  public static Bundle read(ByteBuffer in) {
    Account from = new Account(Bytes32.read(in));
    int count = Byte.toUnsignedInt(in.get());
    List<Transaction> transactions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      transactions.add(Transaction.read(in));
    }
    return new Bundle(from, transactions, Seal.read(in));
  }

  /** Writes {@link #length()} bytes to {@code out}. */
  public void write(ByteBuffer out) {
    writeContent(out, from, transactions);
    seal.write(out);
  }

  /** Returns the length in bytes, when written. */
  public int length() {
    return contentLength(transactions) + Seal.LENGTH;
  }

  /** Returns the hash of what was signed, which is this bundle's name. */
  public Hash hash() {
    return Hash.of(message(from, transactions));
  }

  /** Returns whether the payer signed exactly this. */
  public boolean isGenuine() {
    return from.sealed(message(from, transactions), seal);
  }

  static byte[] message(Account from, List<Transaction> transactions) {
    ByteBuffer out = ByteBuffer.allocate(SUBJECT.length + contentLength(transactions));
    out.put(SUBJECT);
    writeContent(out, from, transactions);
    return out.array();
  }

  private static void writeContent(ByteBuffer out, Account from, List<Transaction> transactions) {
    from.key().write(out);
    out.put((byte) transactions.size());
    transactions.forEach(transaction -> transaction.write(out));
  }

  private static int contentLength(List<Transaction> transactions) {
    return Bytes32.LENGTH + 1 + transactions.size() * Transaction.LENGTH;
  }
}
