package io.kaldrix.monitor.example.dagnode.node;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a network is like.
 *
 * @param dataDirectory where each node keeps its vertex log; logs of an earlier network are
 *     deleted, since every network starts a new ledger with new keys
 * @param nodes how many nodes, each a validator, from 1 to 20
 * @param roundInterval between two vertices of one node in the quiet state
 * @param wallets how many wallets have coins at the beginning
 */
public record NetworkSettings(Path dataDirectory, int nodes, Duration roundInterval, int wallets) {
  public NetworkSettings {
    if (nodes < 1 || nodes > 20) {
      throw new IllegalArgumentException("nodes is " + nodes + ", must be from 1 to 20");
    }
    if (roundInterval.compareTo(Duration.ofMillis(10)) < 0) {
      throw new IllegalArgumentException(
          "roundInterval is " + roundInterval + ", must be 10 ms or more");
    }
    if (wallets < 1) {
      throw new IllegalArgumentException("wallets is " + wallets + ", must be 1 or more");
    }
  }

  /** Returns four nodes with a vertex every 200 ms and 64 wallets, kept in {@code directory}. */
  public static NetworkSettings in(Path directory) {
    return new NetworkSettings(directory, 4, Duration.ofMillis(200), 64);
  }

  /** Returns these settings with another number of nodes. */
  public NetworkSettings withNodes(int number) {
    return new NetworkSettings(dataDirectory, number, roundInterval, wallets);
  }

  /** Returns these settings with another round interval. */
  public NetworkSettings withRoundInterval(Duration interval) {
    return new NetworkSettings(dataDirectory, nodes, interval, wallets);
  }
}
