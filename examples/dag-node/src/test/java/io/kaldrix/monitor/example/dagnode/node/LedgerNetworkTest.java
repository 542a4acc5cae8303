package io.kaldrix.monitor.example.dagnode.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.example.dagnode.ledger.Bundle;
import io.kaldrix.monitor.example.dagnode.ledger.Payment;
import io.kaldrix.monitor.example.dagnode.ledger.Wallet;
import io.kaldrix.monitor.example.dagnode.load.LoadGenerator;
import io.kaldrix.monitor.example.dagnode.load.LoadSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerNetworkTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private LedgerNetwork network;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    NetworkSettings settings =
        NetworkSettings.in(directory).withRoundInterval(Duration.ofMillis(40));
    network = LedgerNetwork.start(settings, registry);
  }

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void everyNodeConfirmsWhatAWalletPays() {
    assertThat(network.submit(pay(0, 30, 3))).isTrue();
    await(() -> everyNodeConfirmed(3));
    for (LedgerNode node : network.nodes()) {
      assertThat(counter("dag.transactions.confirmed", node.name())).isEqualTo(3);
      assertThat(counter("dag.transactions.volume", node.name())).isEqualTo(90);
    }
    assertThat(counter("dag.transactions.submitted", "node-1")).isEqualTo(3);
    assertThat(registry.get("dag.transaction.latency").tag("node", "node-1").timer().count())
        .isEqualTo(3);
    Order.assertOne(network);
  }

  @Test
  void aPaymentThatCannotBeMadeIsRejectedByEveryNode() {
    network.submit(pay(1, LedgerNetwork.OPENING_COINS + 1, 1));
    network.submit(pay(1, 5, 1));
    await(() -> everyNodeConfirmed(1));
    for (LedgerNode node : network.nodes()) {
      assertThat(rejected("balance", node.name())).isEqualTo(1);
    }
  }

  @Test
  void aBundleHandedInTwiceCountsOnce() {
    Bundle bundle = pay(2, 5, 1);
    network.submit(bundle);
    await(() -> everyNodeConfirmed(1));
    network.submit(bundle);
    await(() -> rejected("duplicate", "node-3") == 1);
    assertThat(network.node("node-3").confirmedTransactions()).isEqualTo(1);
  }

  @Test
  void aNodeThatWasStoppedTakesUpItsLogAndCatchesUp() throws IOException {
    LedgerNode node = network.node("node-3");
    try (LoadGenerator load = LoadGenerator.start(network, LoadSettings.around(200))) {
      await(() -> node.confirmedTransactions() > 50);
      node.stop();
      assertThat(node.isRunning()).isFalse();
      assertThat(gauge("dag.node.up", "node-3")).isZero();
      long before = network.node("node-1").confirmedTransactions();
      await(() -> network.node("node-1").confirmedTransactions() > before + 100);
      int port = node.port();
      node.start();
      assertThat(node.port()).isEqualTo(port);
      assertThat(load.turnedAway()).isZero();
      await(() -> node.confirmedTransactions() > before + 150);
    }
    awaitEqualOrder();
  }

  @Test
  void aNodeThatStalledCatchesUpAndLosesNothing() {
    LedgerNode node = network.node("node-4");
    LoadGenerator load = LoadGenerator.start(network, LoadSettings.around(200));
    try (load) {
      await(() -> node.confirmedTransactions() > 50);
      node.stall(true);
      await(() -> network.node("node-1").connectedPeers() == 2 && node.connectedPeers() == 0);
      assertThat(gauge("dag.mempool.size", "node-4")).isPositive();
      node.stall(false);
      await(() -> network.node("node-1").connectedPeers() == 3);
    }
    await(() -> everyNodeConfirmed(load.submitted()));
    awaitEqualOrder();
  }

  @Test
  void hostileBytesOnASocketHurtNobody() throws IOException {
    byte[] noise = new byte[10_000];
    new Random(2).nextBytes(noise);
    for (LedgerNode node : network.nodes()) {
      sendAndAwaitEnd(node, noise);
      sendAndAwaitEnd(node, ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).array());
      sendAndAwaitEnd(node, new byte[] {0, 0, 0, 1, 4}); // a heartbeat of nobody
      sendAndAwaitEnd(node, new byte[] {0, 0, 0, 0});
    }
    network.submit(pay(0, 1, 1));
    await(() -> everyNodeConfirmed(1));
    assertThat(network.nodes()).allMatch(LedgerNode::isRunning);
  }

  @Test
  void theQuietStateIsSteady() {
    await(() -> network.nodes().stream().allMatch(node -> node.confirmedHeight() > 10));
    for (LedgerNode node : network.nodes()) {
      assertThat(gauge("dag.peers.connected", node.name())).isEqualTo(3);
      assertThat(gauge("dag.consensus.participation", node.name())).isEqualTo(1);
      assertThat(registry.get("dag.consensus.round").tag("node", node.name()).timer().count())
          .isPositive();
      assertThat(counter("dag.vertices.received", node.name()))
          .isGreaterThan(counter("dag.vertices.created", node.name()));
      assertThat(registry.get("dag.network.sent").tag("node", node.name()).functionCounter())
          .satisfies(sent -> assertThat(sent.count()).isPositive());
      assertThat(registry.get("dag.commit.age").tag("node", node.name()).timeGauge())
          .satisfies(age -> assertThat(age.value(TimeUnit.SECONDS)).isBetween(0.0, 5.0));
    }
  }

  @Test
  void leavesNoThreadAndNoMeterBehindHoweverOftenItIsClosed() {
    network.close();
    network.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("dag-"));
    assertThat(registry.getMeters()).isEmpty();
    assertThat(network.submit(pay(0, 1, 1))).isFalse();
  }

  @Test
  void saysWhichNodesThereAre() {
    assertThatThrownBy(() -> network.node("node-5"))
        .hasMessage("node is 'node-5', must be node-1 to node-4");
  }

  private Bundle pay(int payer, long amount, int times) {
    List<Wallet> wallets = network.wallets();
    Payment payment = new Payment(wallets.get(payer + 1).account(), amount);
    return wallets.get(payer).sign(Collections.nCopies(times, payment));
  }

  private boolean everyNodeConfirmed(long transactions) {
    return network.nodes().stream().allMatch(n -> n.confirmedTransactions() == transactions);
  }

  private void awaitEqualOrder() {
    await(
        () ->
            network.nodes().stream().mapToLong(LedgerNode::confirmedTransactions).distinct().count()
                == 1);
    Order.assertOne(network);
  }

  private void await(BooleanSupplier condition) {
    assertThat(network.await(condition, PATIENCE)).isTrue();
  }

  private double counter(String name, String node) {
    return registry.get(name).tag("node", node).counter().count();
  }

  private double rejected(String reason, String node) {
    return registry
        .get("dag.transactions.rejected")
        .tags("node", node, "reason", reason)
        .counter()
        .count();
  }

  private double gauge(String name, String node) {
    return registry.get(name).tag("node", node).gauge().value();
  }

  private static void sendAndAwaitEnd(LedgerNode node, byte[] bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.port())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write(bytes);
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    } catch (SocketException cutOff) {
      assertThat(cutOff).as("cut off with bytes unread").isNotNull();
    }
  }
}
