package io.kaldrix.monitor.example.dagnode.ledger;

/** What becomes of a transaction once its place in the order is fixed. */
public enum Verdict {
  /** The coins have moved. */
  CONFIRMED,
  /** Its sequence number was used before, or is so old that this cannot be told. */
  DUPLICATE,
  /** The payer has too few coins. */
  BALANCE
}
