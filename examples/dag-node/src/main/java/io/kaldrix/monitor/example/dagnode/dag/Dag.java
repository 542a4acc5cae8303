package io.kaldrix.monitor.example.dagnode.dag;

import io.kaldrix.monitor.example.dagnode.signature.Hash;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The vertices that one node holds. One enters only after all its parents, so whatever is in here
 * has its whole history in here, back to the floor; those that come early wait outside. Not for
 * sharing between threads.
 *
 * <p>Holds {@value #KEPT_ROUNDS} rounds below the last commit. A node that was away for longer
 * cannot catch up from its peers' memory.
 */
public final class Dag {
  /** Rounds kept below the last commit, well over {@link Vertex#REACH}. */
  static final int KEPT_ROUNDS = 1_000;

  /** Vertices that may wait for parents; more are dropped and will be asked for again. */
  private static final int MAX_WAITING = 4_096;

  private static final NavigableMap<Integer, Vertex> NONE = Collections.emptyNavigableMap();

  private final Committee committee;
  private final Map<Hash, Vertex> vertices = new HashMap<>();
  private final NavigableMap<Long, NavigableMap<Integer, Vertex>> rounds = new TreeMap<>();
  private final Map<Hash, VertexRef> tips = new LinkedHashMap<>();
  private final Map<Hash, Vertex> waiting = new LinkedHashMap<>();
  private final Map<Hash, List<Vertex>> waitingFor = new HashMap<>();
  private final Set<Hash> ordered = new HashSet<>();
  private long floor;
  private long highestQuorum;

  /** Creates an empty graph. */
  public Dag(Committee committee) {
    this.committee = committee;
  }

  /**
   * Adds a vertex that has been checked, or lets it wait for its parents.
   *
   * @return the vertices that entered, parents first: {@code vertex} and those that waited for it;
   *     none if it waits, is known already or is too old
   */
  public List<Vertex> add(Vertex vertex) {
    List<Vertex> entered = new ArrayList<>();
    Deque<Vertex> candidates = new ArrayDeque<>(List.of(vertex));
    while (!candidates.isEmpty()) {
      Vertex candidate = candidates.removeFirst();
      Optional<VertexRef> missing = missingParent(candidate);
      if (missing.isPresent()) {
        await(missing.get(), candidate);
      } else {
        waiting.remove(candidate.ref().hash());
        if (enter(candidate)) {
          entered.add(candidate);
          candidates.addAll(waitersFor(candidate));
        }
      }
    }
    return entered;
  }

  /** Returns whether {@code ref} is in the graph, waits to enter it, or is too old to. */
  public boolean knows(VertexRef ref) {
    return ref.round() <= floor
        || vertices.containsKey(ref.hash())
        || waiting.containsKey(ref.hash());
  }

  /** Returns the vertex of {@code author} in {@code round}, if here. */
  public Optional<Vertex> at(long round, int author) {
    return Optional.ofNullable(rounds.getOrDefault(round, NONE).get(author));
  }

  /** Returns the vertices of {@code round} that are here, by author. */
  public Collection<Vertex> round(long round) {
    return rounds.getOrDefault(round, NONE).values();
  }

  /** Returns those parents of {@code vertex} that are still kept. */
  public List<Vertex> parents(Vertex vertex) {
    List<Vertex> parents = new ArrayList<>();
    for (VertexRef ref : vertex.parents()) {
      Vertex parent = vertices.get(ref.hash());
      if (parent != null) {
        parents.add(parent);
      }
    }
    return parents;
  }

  /** Returns the highest round of any vertex here, 0 if there is none. */
  public long highestRound() {
    return rounds.isEmpty() ? 0 : rounds.lastKey();
  }

  /** Returns the highest round of which a quorum is here, 0 if there is none. */
  public long highestQuorum() {
    return highestQuorum;
  }

  /** Returns the lowest round of which a vertex is known by name only, if any. */
  public OptionalLong lowestMissing() {
    return waiting.values().stream()
        .flatMap(vertex -> vertex.parents().stream())
        .filter(parent -> !knows(parent))
        .mapToLong(VertexRef::round)
        .min();
  }

  /**
   * Returns what a new vertex of {@code round} refers to: all of the round before, and the
   * stragglers within reach that nothing refers to yet.
   */
  public List<VertexRef> parentsFor(long round) {
    List<VertexRef> parents = new ArrayList<>();
    round(round - 1).forEach(vertex -> parents.add(vertex.ref()));
    tips.values().stream()
        .filter(tip -> tip.round() < round - 1 && tip.round() >= round - Vertex.REACH)
        .forEach(parents::add);
    return parents;
  }

  /** Returns at most {@code limit} vertices from {@code round} upwards, lower rounds first. */
  public List<Vertex> from(long round, int limit) {
    return rounds.tailMap(round).values().stream()
        .flatMap(authors -> authors.values().stream())
        .limit(limit)
        .toList();
  }

  /** Notes that {@code vertex} has its place in the order. */
  public void markOrdered(Vertex vertex) {
    ordered.add(vertex.ref().hash());
  }

  /** Returns whether {@code vertex} has its place in the order. */
  public boolean isOrdered(Vertex vertex) {
    return ordered.contains(vertex.ref().hash());
  }

  /** Lets go of what nobody can need any more once the leader of {@code round} is committed. */
  public void prune(long round) {
    floor = Math.max(floor, round - KEPT_ROUNDS);
    while (!rounds.isEmpty() && rounds.firstKey() <= floor) {
      for (Vertex old : rounds.pollFirstEntry().getValue().values()) {
        vertices.remove(old.ref().hash());
        ordered.remove(old.ref().hash());
        tips.remove(old.ref().hash());
      }
    }
    waiting.values().removeIf(vertex -> vertex.round() <= floor);
    waitingFor.values().removeIf(list -> list.stream().allMatch(v -> v.round() <= floor));
  }

  private Optional<VertexRef> missingParent(Vertex vertex) {
    return vertex.parents().stream()
        .filter(parent -> parent.round() > floor && !vertices.containsKey(parent.hash()))
        .findFirst();
  }

  private boolean namesParentsTruly(Vertex vertex) {
    for (VertexRef parent : vertex.parents()) {
      Vertex known = vertices.get(parent.hash());
      if (known != null && !known.ref().equals(parent)) {
        return false;
      }
    }
    return true;
  }

  private void await(VertexRef parent, Vertex vertex) {
    if (waiting.size() < MAX_WAITING || waiting.containsKey(vertex.ref().hash())) {
      waiting.put(vertex.ref().hash(), vertex);
      waitingFor.computeIfAbsent(parent.hash(), none -> new ArrayList<>()).add(vertex);
    }
  }

  private List<Vertex> waitersFor(Vertex vertex) {
    List<Vertex> waiters = waitingFor.remove(vertex.ref().hash());
    return waiters == null ? List.of() : waiters;
  }

  private boolean enter(Vertex vertex) {
    boolean taken = at(vertex.round(), vertex.author()).isPresent();
    if (vertex.round() <= floor || taken || !namesParentsTruly(vertex)) {
      return false;
    }
    vertices.put(vertex.ref().hash(), vertex);
    rounds.computeIfAbsent(vertex.round(), none -> new TreeMap<>()).put(vertex.author(), vertex);
    vertex.parents().forEach(parent -> tips.remove(parent.hash()));
    tips.put(vertex.ref().hash(), vertex.ref());
    if (round(vertex.round()).size() >= committee.quorum()) {
      highestQuorum = Math.max(highestQuorum, vertex.round());
    }
    return true;
  }
}
