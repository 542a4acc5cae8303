package io.kaldrix.monitor.example.dagnode.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.example.dagnode.ledger.Checkpoint;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What any two nodes have settled is the beginning of one and the same order. */
class AgreementTest {
  private static final Duration QUICK = Duration.ofMillis(20);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void nodesAgreeHoweverLateMessagesAre(long seed) {
    SimulatedNetwork network = new SimulatedNetwork(4, seed, Duration.ofMillis(80 * seed));
    submitAndRun(network, 4, 40);
    assertOneOrder(network.orders());
    assertThat(network.orders()).allSatisfy(order -> assertThat(order).hasSizeGreaterThan(2));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void nodesAgreeWhileTheyComeAndGo(long seed) {
    SimulatedNetwork network = new SimulatedNetwork(7, seed, Duration.ofMillis(120));
    for (int turn = 0; turn < 4; turn++) {
      int one = (int) (seed + turn) % 7;
      int other = (int) (seed + 2L * turn + 1) % 7;
      network.cutOff(one);
      network.cutOff(other);
      submitAndRun(network, 7, 8);
      network.reconnect(one);
      network.reconnect(other);
      submitAndRun(network, 7, 4);
    }
    network.run(Duration.ofSeconds(3));
    assertOneOrder(network.orders());
  }

  @Test
  void theOrderGrowsWithOneOfFourNodesGoneAndNotWithTwo() {
    SimulatedNetwork network = new SimulatedNetwork(4, 1, QUICK);
    network.cutOff(3);
    submitAndRun(network, 3, 20);
    int commits = network.orders().get(0).size();
    assertThat(commits).isGreaterThan(4);
    network.cutOff(2);
    submitAndRun(network, 2, 20);
    assertThat(network.orders().get(0)).hasSizeBetween(commits, commits + 1);
    network.reconnect(2);
    submitAndRun(network, 2, 20);
    assertThat(network.orders().get(0)).hasSizeGreaterThan(commits + 4);
    assertOneOrder(network.orders());
  }

  @Test
  void whatANodeTookInWhileItWasAloneIsSettledInTheEnd() {
    SimulatedNetwork network = new SimulatedNetwork(4, 1, QUICK);
    submitAndRun(network, 4, 5);
    network.cutOff(3);
    for (int i = 0; i < 5; i++) {
      assertThat(network.submit(3)).isEqualTo(Admission.ADMITTED);
    }
    network.run(Duration.ofSeconds(10)); // out of the others' reach by then
    network.reconnect(3);
    network.run(Duration.ofSeconds(10));
    assertOneOrder(network.orders());
    assertThat(network.orders())
        .allSatisfy(order -> assertThat(order.get(order.size() - 1).transactions()).isEqualTo(10));
  }

  @Test
  void participationFallsByTheShareOfANodeThatIsGone() {
    SimulatedNetwork network = new SimulatedNetwork(4, 1, QUICK);
    network.run(Duration.ofSeconds(2));
    assertThat(network.replica(0).participation()).isEqualTo(1);
    network.cutOff(3);
    network.run(Duration.ofSeconds(3));
    assertThat(network.replica(0).participation()).isEqualTo(0.75);
  }

  /** Lets one of the first {@code nodes} after another take in a bundle every 100 ms. */
  private static void submitAndRun(SimulatedNetwork network, int nodes, int times) {
    for (int i = 0; i < times; i++) {
      network.submit(i % nodes);
      network.run(Duration.ofMillis(100));
    }
  }

  private static void assertOneOrder(List<List<Checkpoint>> orders) {
    List<Checkpoint> longest =
        orders.stream().reduce((a, b) -> a.size() < b.size() ? b : a).orElseThrow();
    assertThat(longest).isNotEmpty();
    assertThat(orders)
        .allSatisfy(order -> assertThat(order).isEqualTo(longest.subList(0, order.size())));
  }
}
