package io.kaldrix.monitor.example.dagnode.fault;

import io.kaldrix.monitor.example.dagnode.gossip.Frame;
import io.kaldrix.monitor.example.dagnode.ledger.Bundle;
import io.kaldrix.monitor.example.dagnode.ledger.Transaction;
import io.kaldrix.monitor.example.dagnode.node.LedgerNetwork;
import io.kaldrix.monitor.example.dagnode.node.LedgerNode;
import io.kaldrix.monitor.example.dagnode.signature.Account;
import io.kaldrix.monitor.example.dagnode.signature.Bytes32;
import io.kaldrix.monitor.example.dagnode.signature.Seal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thief outside of the network, who sends payments out of other people's accounts over a socket
 * of its own, to each node in turn. It has no keys, so the signatures are made up.
 */
final class ForgedSignatures implements Fault {
  private static final Logger log = LoggerFactory.getLogger(ForgedSignatures.class);
  private static final long TICK_MILLIS = 50;

  private final LedgerNetwork network;
  private final double ratePerSecond;
  private @Nullable CountDownLatch stopping;
  private @Nullable Thread thread;

  ForgedSignatures(LedgerNetwork network, double ratePerSecond) {
    if (!(ratePerSecond > 0 && ratePerSecond <= 10_000)) {
      throw new IllegalArgumentException(
          "ratePerSecond is " + ratePerSecond + ", must be in (0, 10000]");
    }
    this.network = network;
    this.ratePerSecond = ratePerSecond;
  }

  @Override
  public String name() {
    return "forged-signatures";
  }

  @Override
  public String description() {
    return "somebody outside sends %.0f transactions a second with forged signatures"
        .formatted(ratePerSecond);
  }

  @Override
  public synchronized void inject() {
    if (thread != null) {
      return;
    }
    CountDownLatch stop = new CountDownLatch(1);
    stopping = stop;
    thread = new Thread(() -> attack(stop), "dag-forger");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public synchronized void clear() {
    if (thread == null || stopping == null) {
      return;
    }
    stopping.countDown();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread = null;
  }

  private void attack(CountDownLatch stop) {
    Random random = new Random(1);
    double credit = 0;
    int turn = 0;
    try {
      while (!stop.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
        credit += ratePerSecond * TICK_MILLIS / 1e3;
        int count = (int) credit;
        credit -= count;
        send(network.nodes().get(turn++ % network.nodes().size()), count, random);
      }
    } catch (InterruptedException e) {
      log.debug("the attack ends because its thread was interrupted");
    }
  }

  private void send(LedgerNode target, int count, Random random) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), target.port())) {
      for (int i = 0; i < count; i++) {
        socket.getOutputStream().write(new Frame.Submission(forge(random)).toBytes().array());
      }
    } catch (IOException e) {
      log.debug("{} does not take what is forged: {}", target.name(), e.getMessage());
    }
  }

  private Bundle forge(Random random) {
    Account victim = network.wallets().get(random.nextInt(network.wallets().size())).account();
    Account thief = new Account(noise(random));
    Transaction theft = new Transaction(random.nextLong() >>> 1, thief, 1_000);
    return new Bundle(victim, List.of(theft), new Seal(noise(random), noise(random)));
  }

  private static Bytes32 noise(Random random) {
    return new Bytes32(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }
}
