package io.kaldrix.monitor.example.dagnode.ledger;

import io.kaldrix.monitor.example.dagnode.signature.Account;
import io.kaldrix.monitor.example.dagnode.signature.Signer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A payer's key and the number of its next transaction. Threads may share it. */
public final class Wallet {
  private final Signer signer = Signer.create();
  private final AtomicLong nextSequence = new AtomicLong();

  /** Returns the account that this wallet pays from. */
  public Account account() {
    return signer.account();
  }

  /** Returns {@code payments} as numbered transactions under this wallet's signature. */
  public Bundle sign(List<Payment> payments) {
    List<Transaction> transactions = new ArrayList<>();
    for (Payment payment : payments) {
      transactions.add(
          new Transaction(nextSequence.getAndIncrement(), payment.to(), payment.amount()));
    }
    return new Bundle(
        account(), transactions, signer.seal(Bundle.message(account(), transactions)));
  }
}
