package io.kaldrix.monitor.example.dagnode.consensus;

import io.kaldrix.monitor.example.dagnode.dag.Vertex;
import java.util.List;

/**
 * A leader that is committed, and what that puts in order.
 *
 * @param leader a vertex of an even round
 * @param vertices those that come next in the total order; the leader is the last
 */
public record Commit(Vertex leader, List<Vertex> vertices) {
  public Commit {
    vertices = List.copyOf(vertices);
  }
}
