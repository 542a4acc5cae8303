package io.kaldrix.monitor.example.dagnode.ledger;

import io.kaldrix.monitor.example.dagnode.signature.Account;
import io.kaldrix.monitor.example.dagnode.signature.Bytes32;
import java.nio.ByteBuffer;

/**
 * One payment. Who pays is said by the {@link Bundle} that carries it.
 *
 * @param sequence the payer's own number for it, from 0; a number counts once
 * @param to who is paid
 * @param amount in coins, 1 or more
 */
public record Transaction(long sequence, Account to, long amount) {
  static final int LENGTH = Long.BYTES + Bytes32.LENGTH + Long.BYTES;

  public Transaction {
    if (sequence < 0) {
      throw new IllegalArgumentException("sequence is " + sequence + ", must be zero or more");
    }
    if (amount < 1) {
      throw new IllegalArgumentException("amount is " + amount + ", must be 1 or more");
    }
  }

  static Transaction read(ByteBuffer in) {
    return new Transaction(in.getLong(), new Account(Bytes32.read(in)), in.getLong());
  }

  void write(ByteBuffer out) {
    out.putLong(sequence);
    to.key().write(out);
    out.putLong(amount);
  }
}
