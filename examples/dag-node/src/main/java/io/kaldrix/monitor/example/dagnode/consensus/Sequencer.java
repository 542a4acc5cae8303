package io.kaldrix.monitor.example.dagnode.consensus;

import io.kaldrix.monitor.example.dagnode.dag.Committee;
import io.kaldrix.monitor.example.dagnode.dag.Dag;
import io.kaldrix.monitor.example.dagnode.dag.Vertex;
import io.kaldrix.monitor.example.dagnode.dag.VertexRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one total order off the graph. No messages are needed: nodes that hold different parts of
 * the same graph read prefixes of the same order. Not for sharing between threads.
 *
 * <p>In each even round one validator, in turn, leads. Its vertex is committed once f + 1 vertices
 * of the next round refer to it. Every vertex two or more rounds later refers to a quorum, which
 * shares at least one of those f + 1, so every later leader has a path to it. Hence a node that saw
 * too few of the votes still finds the leader: before it commits one, it walks back and commits
 * each earlier leader that the later one has a path to, and exactly those.
 *
 * <p>A committed leader puts its history that is not in order yet, at most {@link Vertex#REACH}
 * rounds deep, in order by round and author.
 *
 * <p>Source: A. Spiegelman et al., "Bullshark: DAG BFT Protocols Made Practical", 2022, the
 * partially synchronous version; without its certificates, see {@link Committee}.
 */
public final class Sequencer {
  private static final Comparator<Vertex> BY_ROUND_AND_AUTHOR =
      Comparator.comparingLong(Vertex::round).thenComparingInt(Vertex::author);

  private final Committee committee;
  private final Dag dag;
  private long lastLeaderRound;

  /** Creates a sequencer that has ordered nothing of {@code dag} yet. */
  public Sequencer(Committee committee, Dag dag) {
    this.committee = committee;
    this.dag = dag;
  }

  /** Returns what the vertices that entered since the last call put in order, oldest first. */
  public List<Commit> advance() {
    List<Commit> commits = new ArrayList<>();
    for (long round = lastLeaderRound + 2; round < dag.highestRound(); round += 2) {
      Vertex leader = dag.at(round, committee.leader(round)).orElse(null);
      if (leader != null && votes(leader) >= committee.someoneWell()) {
        leadersUpTo(leader).forEach(earlier -> commits.add(commit(earlier)));
        dag.prune(round);
      }
    }
    return commits;
  }

  private long votes(Vertex leader) {
    return dag.round(leader.round() + 1).stream()
        .filter(vertex -> vertex.parents().contains(leader.ref()))
        .count();
  }

  /** Returns the leaders to commit, oldest first; {@code leader} is the last. */
  private Deque<Vertex> leadersUpTo(Vertex leader) {
    Deque<Vertex> leaders = new ArrayDeque<>(List.of(leader));
    for (long round = leader.round() - 2; round > lastLeaderRound; round -= 2) {
      Vertex earlier = dag.at(round, committee.leader(round)).orElse(null);
      if (earlier != null && history(leaders.getFirst(), round).containsKey(earlier.ref())) {
        leaders.addFirst(earlier);
      }
    }
    return leaders;
  }

  private Commit commit(Vertex leader) {
    List<Vertex> vertices =
        new ArrayList<>(history(leader, leader.round() - Vertex.REACH).values());
    vertices.sort(BY_ROUND_AND_AUTHOR);
    vertices.forEach(dag::markOrdered);
    lastLeaderRound = leader.round();
    return new Commit(leader, vertices);
  }

  /** Returns what {@code tip} has a path to and is not in order yet, down to {@code lowest}. */
  private Map<VertexRef, Vertex> history(Vertex tip, long lowest) {
    Map<VertexRef, Vertex> reached = new HashMap<>(Map.of(tip.ref(), tip));
    Deque<Vertex> open = new ArrayDeque<>(List.of(tip));
    while (!open.isEmpty()) {
      for (Vertex parent : dag.parents(open.removeFirst())) {
        boolean wanted = parent.round() >= lowest && !dag.isOrdered(parent);
        if (wanted && reached.put(parent.ref(), parent) == null) {
          open.addLast(parent);
        }
      }
    }
    return reached;
  }
}
