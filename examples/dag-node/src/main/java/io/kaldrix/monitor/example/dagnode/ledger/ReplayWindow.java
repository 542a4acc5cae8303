package io.kaldrix.monitor.example.dagnode.ledger;

/**
 * Which sequence numbers of one payer were used: the highest, and one bit for each of the {@value
 * #WIDTH} up to it. Numbers may come out of order; those below the window count as used. Not for
 * sharing between threads.
 *
 * <p>Source: the anti-replay window of IPsec, RFC 4303, section 3.4.3.
 */
final class ReplayWindow {
  static final int WIDTH = Long.SIZE;

  private long highest = -1;
  private long used; // bit i stands for highest - i

  /** Returns whether {@code sequence} was used or is too old to tell. */
  boolean isUsed(long sequence) {
    long age = highest - sequence;
    return age >= 0 && (age >= WIDTH || (used >>> age & 1) == 1);
  }

  /** Marks {@code sequence}, which is not {@linkplain #isUsed used} yet. */
  void use(long sequence) {
    long ahead = sequence - highest;
    if (ahead > 0) {
      used = ahead >= WIDTH ? 1 : used << ahead | 1;
      highest = sequence;
    } else {
      used |= 1L << -ahead;
    }
  }
}
