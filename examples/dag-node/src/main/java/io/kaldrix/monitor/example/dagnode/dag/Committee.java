package io.kaldrix.monitor.example.dagnode.dag;

import io.kaldrix.monitor.example.dagnode.signature.Account;
import java.util.List;

/**
 * The validators, known to each other by index. Up to {@link #tolerated()} of them may be down or
 * slow; a validator that signs two vertices for one round is outside of what this example guards
 * against (that takes certificates, as Narwhal has them).
 *
 * @param validators their public keys, by index
 */
public record Committee(List<Account> validators) {
  public Committee {
    if (validators.isEmpty() || validators.size() > Byte.MAX_VALUE) {
      throw new IllegalArgumentException(
          "got %d validators, must be 1 to %d".formatted(validators.size(), Byte.MAX_VALUE));
    }
    validators = List.copyOf(validators);
  }

  /** Returns how many validators there are, n. */
  public int size() {
    return validators.size();
  }

  /** Returns f, the greatest number for which n is at least 3f + 1. */
  public int tolerated() {
    return (size() - 1) / 3;
  }

  /** Returns n - f, which is 2f + 1 for n = 3f + 1: any two quorums share f + 1 validators. */
  public int quorum() {
    return size() - tolerated();
  }

  /** Returns f + 1: among so many is at least one that is well. */
  public int someoneWell() {
    return tolerated() + 1;
  }

  /** Returns whether {@code index} is a validator's. */
  public boolean has(int index) {
    return index >= 0 && index < size();
  }

  /** Returns the public key of the validator {@code index}. */
  public Account validator(int index) {
    return validators.get(index);
  }

  /** Returns the index of the leader of {@code round}, an even one: each in turn. */
  public int leader(long round) {
    return (int) (round / 2 % size());
  }
}
