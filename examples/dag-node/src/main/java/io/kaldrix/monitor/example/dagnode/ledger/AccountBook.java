package io.kaldrix.monitor.example.dagnode.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.kaldrix.monitor.example.dagnode.signature.Account;
import io.kaldrix.monitor.example.dagnode.signature.Hash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who owns how many coins. Bundles are settled one after another in the agreed order, so every node
 * reaches the same balances. Not for sharing between threads.
 */
public final class AccountBook {
  private final Map<Account, Entry> entries = new HashMap<>();
  private Hash order = Hash.ZERO;
  private long confirmed;

  /**
   * Opens the book.
   *
   * @param opening coins by account; every other account starts with none
   */
  public AccountBook(Map<Account, Long> opening) {
    opening.forEach((account, coins) -> entry(account).coins = coins);
  }

  /** Returns the coins that {@code account} owns. */
  public long coins(Account account) {
    Entry entry = entries.get(account);
    return entry == null ? 0 : entry.coins;
  }

  /** Returns whether every transaction of {@code bundle} was settled before. */
  public boolean isSettled(Bundle bundle) {
    Entry payer = entries.get(bundle.from());
    return payer != null
        && bundle.transactions().stream().allMatch(t -> payer.window.isUsed(t.sequence()));
  }

  /** Settles a genuine bundle and returns one verdict for each of its transactions, in order. */
  public List<Verdict> settle(Bundle bundle) {
    List<Verdict> verdicts = new ArrayList<>();
    for (Transaction transaction : bundle.transactions()) {
      verdicts.add(settle(bundle.from(), transaction));
    }
    order =
        Hash.of(
            order.bytes().toArray(),
            bundle.hash().bytes().toArray(),
            verdicts.toString().getBytes(US_ASCII));
    return verdicts;
  }

  /** Returns where the book stands after the commit of {@code round}. */
  public Checkpoint checkpoint(long round) {
    return new Checkpoint(round, confirmed, order);
  }

  private Verdict settle(Account from, Transaction transaction) {
    Entry payer = entries.get(from);
    if (payer == null) {
      return Verdict.BALANCE; // and no entry: strangers shall not fill the book
    }
    if (payer.window.isUsed(transaction.sequence())) {
      return Verdict.DUPLICATE;
    }
    payer.window.use(transaction.sequence());
    if (payer.coins < transaction.amount()) {
      return Verdict.BALANCE;
    }
    payer.coins -= transaction.amount();
    entry(transaction.to()).coins += transaction.amount();
    confirmed++;
    return Verdict.CONFIRMED;
  }

  private Entry entry(Account account) {
    return entries.computeIfAbsent(account, unseen -> new Entry());
  }

  private static final class Entry {
    private final ReplayWindow window = new ReplayWindow();
    private long coins;
  }
}
