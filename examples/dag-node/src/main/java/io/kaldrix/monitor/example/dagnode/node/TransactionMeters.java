package io.kaldrix.monitor.example.dagnode.node;

import io.kaldrix.monitor.example.dagnode.consensus.Admission;
import io.kaldrix.monitor.example.dagnode.consensus.Settled;
import io.kaldrix.monitor.example.dagnode.ledger.Transaction;
import io.kaldrix.monitor.example.dagnode.ledger.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a node records about transactions. Meters are looked up once and held, so that recording is
 * one addition.
 *
 * <p>{@code submitted} and {@code latency} are counted by the node that a transaction is handed to;
 * {@code confirmed} and {@code volume} by every node, since every node confirms every transaction.
 */
final class TransactionMeters {
  private static final Duration[] LATENCY_OBJECTIVES = {
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(1500),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5)
  };

  private final Counter submitted;
  private final Counter confirmed;
  private final Counter volume;
  private final Counter rejectedForSignature;
  private final Counter rejectedAsDuplicate;
  private final Counter rejectedForBalance;
  private final Counter rejectedAsFull;
  private final Timer latency;

  TransactionMeters(MeterRegistry registry, Tags tags) {
    submitted =
        Counter.builder("dag.transactions.submitted")
            .description("Transactions handed to this node")
            .tags(tags)
            .register(registry);
    confirmed =
        Counter.builder("dag.transactions.confirmed")
            .description("Transactions that this node saw confirmed, whoever took them in")
            .tags(tags)
            .register(registry);
    volume =
        Counter.builder("dag.transactions.volume")
            .description("Coins moved by confirmed transactions")
            .baseUnit("coins")
            .tags(tags)
            .register(registry);
    rejectedForSignature = rejected(registry, tags, "signature");
    rejectedAsDuplicate = rejected(registry, tags, "duplicate");
    rejectedForBalance = rejected(registry, tags, "balance");
    rejectedAsFull = rejected(registry, tags, "full");
    latency =
        Timer.builder("dag.transaction.latency")
            .description("From submission to confirmation, at the node that took it in")
            .publishPercentileHistogram(false)
            .serviceLevelObjectives(LATENCY_OBJECTIVES)
            .tags(tags)
            .register(registry);
  }

  private static Counter rejected(MeterRegistry registry, Tags tags, String reason) {
    return Counter.builder("dag.transactions.rejected")
        .description("Transactions that this node turned away or saw fail")
        .tags(tags)
        .tag("reason", reason)
        .register(registry);
  }

  void submitted(int transactions, Admission admission) {
    submitted.increment(transactions);
    switch (admission) {
      case ADMITTED -> {} // what becomes of it is counted when it is settled
      case DUPLICATE -> rejectedAsDuplicate.increment(transactions);
      case FORGED -> rejectedForSignature.increment(transactions);
      case FULL -> rejectedAsFull.increment(transactions);
    }
  }

  void settled(Settled settled, long nowNanos) {
    List<Transaction> transactions = settled.bundle().transactions();
    for (int i = 0; i < transactions.size(); i++) {
      settled(transactions.get(i), settled.verdicts().get(i), settled, nowNanos);
    }
  }

  private void settled(Transaction transaction, Verdict verdict, Settled in, long nowNanos) {
    switch (verdict) {
      case CONFIRMED -> {
        confirmed.increment();
        volume.increment((double) transaction.amount());
        in.submittedNanos().ifPresent(at -> latency.record(nowNanos - at, TimeUnit.NANOSECONDS));
      }
      case DUPLICATE -> rejectedAsDuplicate.increment();
      case BALANCE -> rejectedForBalance.increment();
    }
  }
}
