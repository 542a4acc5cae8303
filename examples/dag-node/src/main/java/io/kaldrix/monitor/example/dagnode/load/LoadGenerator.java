package io.kaldrix.monitor.example.dagnode.load;

import io.kaldrix.monitor.example.dagnode.ledger.Payment;
import io.kaldrix.monitor.example.dagnode.ledger.Wallet;
import io.kaldrix.monitor.example.dagnode.node.LedgerNetwork;
import io.kaldrix.monitor.example.dagnode.signature.Account;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wallets that pay each other, on one thread of its own. Each bundle carries one to seven
 * transactions, four in the mean; amounts are log-normal, twenty coins in the median.
 */
public final class LoadGenerator implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LoadGenerator.class);
  private static final Duration TICK = Duration.ofMillis(20);
  private static final int MAX_PAYMENTS = 7;

  private final LedgerNetwork network;
  private final LoadSettings settings;
  private final Random random;
  private final AtomicLong submitted = new AtomicLong();
  private final AtomicLong turnedAway = new AtomicLong();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;

  private LoadGenerator(LedgerNetwork network, LoadSettings settings) {
    this.network = network;
    this.settings = settings;
    this.random = new Random(settings.seed());
    this.thread = new Thread(this::run, "dag-load");
    thread.setDaemon(true);
  }

  /** Starts to let the wallets of {@code network} pay each other. */
  public static LoadGenerator start(LedgerNetwork network, LoadSettings settings) {
    LoadGenerator generator = new LoadGenerator(network, settings);
    generator.thread.start();
    return generator;
  }

  /** Returns how many transactions a node took. */
  public long submitted() {
    return submitted.get();
  }

  /** Returns how many transactions no node took. */
  public long turnedAway() {
    return turnedAway.get();
  }

  /** Stops the load and returns once its thread is gone. */
  @Override
  public void close() {
    stopping.countDown();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    long start = System.nanoTime();
    long last = start;
    double credit = 0; // transactions that are due
    try {
      while (!stopping.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
        long now = System.nanoTime();
        credit += settings.rateAt(Duration.ofNanos(now - start)) * (now - last) / 1e9;
        last = now;
        while (credit >= 1) {
          credit -= payOnce();
        }
      }
    } catch (InterruptedException e) {
      log.debug("the load ends because its thread was interrupted");
    }
  }

  /** Lets one wallet pay, and returns how many transactions that were. */
  private int payOnce() {
    List<Payment> payments = new ArrayList<>();
    int count = 1 + random.nextInt(MAX_PAYMENTS);
    for (int i = 0; i < count; i++) {
      payments.add(new Payment(someAccount(), someAmount()));
    }
    boolean taken = network.submit(someWallet().sign(payments));
    (taken ? submitted : turnedAway).addAndGet(count);
    return count;
  }

  private Wallet someWallet() {
    return network.wallets().get(random.nextInt(network.wallets().size()));
  }

  private Account someAccount() {
    return someWallet().account();
  }

  private long someAmount() {
    return 1 + (long) Math.min(1_000, Math.exp(3 + 0.5 * random.nextGaussian()));
  }
}
