package io.kaldrix.monitor.example.dagnode.node;

import io.kaldrix.monitor.example.dagnode.gossip.Traffic;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * Meters that read what the node keeps anyway. They cost it nothing: the registry asks when it
 * wants to know. A registry holds what a gauge reads only weakly; here the node holds it.
 */
final class StateMeters {
  private final MeterRegistry registry;
  private final Tags tags;
  private final NodeState state;

  private StateMeters(MeterRegistry registry, Tags tags, NodeState state) {
    this.registry = registry;
    this.tags = tags;
    this.state = state;
  }

  static void register(MeterRegistry registry, Tags tags, NodeState state) {
    new StateMeters(registry, tags, state).register();
  }

  private void register() {
    gauge("dag.node.up", "1 while the node takes part, else 0", s -> s.running() ? 1 : 0);
    gauge("dag.vertex.height", "Highest round with a vertex here", NodeStatus::height);
    gauge("dag.confirmed.height", "Round of the last commit", NodeStatus::confirmedHeight);
    gauge("dag.peers.connected", "Peers heard of lately", NodeStatus::peers);
    gauge("dag.mempool.size", "Transactions that wait for a vertex", NodeStatus::waiting);
    gauge(
        "dag.consensus.participation",
        "Share of validators with a vertex in the last ten rounds, 0 to 1",
        NodeStatus::participation);
    TimeGauge.builder("dag.commit.age", state, TimeUnit.SECONDS, s -> s.status().commitAgeSeconds())
        .description("Time since the last commit")
        .tags(tags)
        .register(registry);
    bytes("dag.network.sent", "Bytes sent to peers", Traffic::sent);
    bytes("dag.network.received", "Bytes received from anyone", Traffic::received);
  }

  private void gauge(String name, String description, ToDoubleFunction<NodeStatus> value) {
    Gauge.builder(name, state, s -> value.applyAsDouble(s.status()))
        .description(description)
        .tags(tags)
        .register(registry);
  }

  private void bytes(String name, String description, ToDoubleFunction<Traffic> count) {
    FunctionCounter.builder(name, state.traffic(), count)
        .description(description)
        .baseUnit("bytes")
        .tags(tags)
        .register(registry);
  }
}
