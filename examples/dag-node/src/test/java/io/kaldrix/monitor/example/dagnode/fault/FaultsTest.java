package io.kaldrix.monitor.example.dagnode.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.example.dagnode.node.LedgerNetwork;
import io.kaldrix.monitor.example.dagnode.node.NetworkSettings;
import io.kaldrix.monitor.example.dagnode.node.Order;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private LedgerNetwork network;
  private Faults faults;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    NetworkSettings settings =
        NetworkSettings.in(directory).withRoundInterval(Duration.ofMillis(40));
    network = LedgerNetwork.start(settings, registry);
    faults = new Faults(network);
    await(() -> network.nodes().stream().allMatch(node -> node.connectedPeers() == 3));
  }

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void aStoppedNodeIsMissedAndComesBack() {
    Fault fault = faults.stopNode("node-2");
    fault.inject();
    fault.inject();
    await(() -> gauge("dag.peers.connected", "node-1") == 2);
    await(() -> gauge("dag.consensus.participation", "node-1") == 0.75);
    fault.clear();
    fault.clear();
    await(() -> gauge("dag.peers.connected", "node-1") == 3);
    await(() -> gauge("dag.consensus.participation", "node-1") == 1);
  }

  @Test
  void aStalledPeerIsMissedAndComesBack() {
    Fault fault = faults.stallPeer("node-3");
    fault.inject();
    await(() -> gauge("dag.peers.connected", "node-1") == 2);
    assertThat(gauge("dag.node.up", "node-3")).isEqualTo(1);
    fault.clear();
    await(() -> gauge("dag.peers.connected", "node-1") == 3);
    await(() -> gauge("dag.consensus.participation", "node-1") == 1);
    Order.assertOne(network);
  }

  @Test
  void forgedSignaturesAreFoundByEveryNodeAndMoveNothing() {
    Fault fault = faults.forgedSignatures(200);
    fault.inject();
    await(() -> network.nodes().stream().allMatch(node -> forged(node.name()) > 3));
    fault.clear();
    assertThat(network.nodes()).allMatch(node -> node.confirmedTransactions() == 0);
  }

  @Test
  void aSlowDiskSlowsTheNodeAndOnlyUntilItIsTakenAway() {
    Fault fault = faults.slowDisk("node-1", Duration.ofMillis(150));
    fault.inject();
    await(() -> slowestWriteMillis("node-1") > 150);
    fault.clear();
    long height = network.node("node-1").confirmedHeight();
    await(() -> network.node("node-1").confirmedHeight() > height + 8);
    Order.assertOne(network);
  }

  @Test
  void everyFaultSaysWhatItDoes() {
    assertThat(faults.slowDisk("node-2", Duration.ofMillis(300)).description())
        .isEqualTo("every write of node-2 to its disk takes 300 ms longer");
    assertThat(faults.forgedSignatures(50).description())
        .isEqualTo("somebody outside sends 50 transactions a second with forged signatures");
    assertThat(faults.stallPeer("node-4").name()).isEqualTo("stalled-peer");
  }

  @Test
  void aFaultOfANodeThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> faults.stopNode("node-9"))
        .hasMessage("node is 'node-9', must be node-1 to node-4");
  }

  private double forged(String node) {
    return registry
        .get("dag.signatures.verified")
        .tags("node", node, "result", "forged")
        .counter()
        .count();
  }

  private double slowestWriteMillis(String node) {
    return registry.get("dag.disk.write").tag("node", node).timer().max(TimeUnit.MILLISECONDS);
  }

  private double gauge(String name, String node) {
    return registry.get(name).tag("node", node).gauge().value();
  }

  private void await(BooleanSupplier condition) {
    assertThat(network.await(condition, Duration.ofSeconds(20))).isTrue();
  }
}
