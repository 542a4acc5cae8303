package io.kaldrix.monitor.example.dagnode.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.example.dagnode.signature.Account;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AccountBookTest {
  private final Wallet ada = new Wallet();
  private final Wallet alan = new Wallet();
  private final AccountBook book = book(100, ada, alan);

  @Test
  void aPaymentMovesCoins() {
    assertThat(book.settle(pay(ada, alan, 30))).containsExactly(Verdict.CONFIRMED);
    assertThat(book.coins(ada.account())).isEqualTo(70);
    assertThat(book.coins(alan.account())).isEqualTo(130);
  }

  @Test
  void nobodyPaysMoreThanTheyOwn() {
    assertThat(book.settle(pay(ada, alan, 101))).containsExactly(Verdict.BALANCE);
    assertThat(book.coins(ada.account())).isEqualTo(100);
  }

  @Test
  void aBundleCountsOnce() {
    Bundle bundle = pay(ada, alan, 30);
    assertThat(book.isSettled(bundle)).isFalse();
    book.settle(bundle);
    assertThat(book.isSettled(bundle)).isTrue();
    assertThat(book.settle(bundle)).containsExactly(Verdict.DUPLICATE);
    assertThat(book.coins(ada.account())).isEqualTo(70);
  }

  @Test
  void aTransactionThatFailsDoesNotFailTheOthersOfItsBundle() {
    Bundle bundle =
        ada.sign(List.of(new Payment(alan.account(), 500), new Payment(alan.account(), 5)));
    assertThat(book.settle(bundle)).containsExactly(Verdict.BALANCE, Verdict.CONFIRMED);
  }

  @Test
  void aStrangerHasNothingToPayWith() {
    assertThat(book.settle(pay(new Wallet(), alan, 1))).containsExactly(Verdict.BALANCE);
  }

  @Test
  void coinsAreNeitherMadeNorLost() {
    List<Wallet> wallets = Stream.generate(Wallet::new).limit(5).toList();
    AccountBook many = book(50, wallets.toArray(Wallet[]::new));
    Random random = new Random(5);
    for (int i = 0; i < 500; i++) {
      Wallet from = wallets.get(random.nextInt(5));
      many.settle(pay(from, wallets.get(random.nextInt(5)), 1 + random.nextInt(40)));
    }
    assertThat(wallets.stream().mapToLong(wallet -> many.coins(wallet.account())).sum())
        .isEqualTo(250);
  }

  @Test
  void checkpointsAreEqualForOneOrderOnly() {
    Bundle first = pay(ada, alan, 1);
    Bundle second = pay(alan, ada, 1);
    assertThat(settled(first, second)).isEqualTo(settled(first, second));
    assertThat(settled(first, second)).isNotEqualTo(settled(second, first));
  }

  private Checkpoint settled(Bundle... bundles) {
    AccountBook fresh = book(100, ada, alan);
    for (Bundle bundle : bundles) {
      fresh.settle(bundle);
    }
    return fresh.checkpoint(2);
  }

  private static AccountBook book(long coins, Wallet... wallets) {
    Map<Account, Long> opening = new HashMap<>();
    for (Wallet wallet : wallets) {
      opening.put(wallet.account(), coins);
    }
    return new AccountBook(opening);
  }

  private static Bundle pay(Wallet from, Wallet to, long amount) {
    return from.sign(List.of(new Payment(to.account(), amount)));
  }
}
