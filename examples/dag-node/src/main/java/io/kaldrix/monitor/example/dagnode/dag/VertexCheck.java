package io.kaldrix.monitor.example.dagnode.dag;

import io.kaldrix.monitor.example.dagnode.ledger.Bundle;
import java.util.HashSet;
import java.util.Set;

/**
 * The answer to whether a vertex may enter the graph.
 *
 * @param valid whether its shape is lawful and every signature in it genuine
 * @param genuine how many signatures were verified and found genuine
 * @param forged how many were found forged; checking stops at the first
 */
public record VertexCheck(boolean valid, int genuine, int forged) {

  /** Checks a vertex from outside. Shape goes first because signatures cost far more. */
  public static VertexCheck of(Vertex vertex, Committee committee) {
    if (!isLawful(vertex, committee)) {
      return new VertexCheck(false, 0, 0);
    }
    if (!vertex.isSealedBy(committee.validator(vertex.author()))) {
      return new VertexCheck(false, 0, 1);
    }
    int genuine = 1;
    for (Bundle bundle : vertex.bundles()) {
      if (!bundle.isGenuine()) {
        return new VertexCheck(false, genuine, 1);
      }
      genuine++;
    }
    return new VertexCheck(true, genuine, 0);
  }

  private static boolean isLawful(Vertex vertex, Committee committee) {
    return committee.has(vertex.author())
        && vertex.round() >= 1
        && transactions(vertex) <= Vertex.MAX_TRANSACTIONS
        && parentsAreLawful(vertex, committee);
  }

  private static int transactions(Vertex vertex) {
    return vertex.bundles().stream().mapToInt(bundle -> bundle.transactions().size()).sum();
  }

  private static boolean parentsAreLawful(Vertex vertex, Committee committee) {
    Set<Integer> endorsed = new HashSet<>();
    for (VertexRef parent : vertex.parents()) {
      long back = vertex.round() - parent.round();
      boolean exists = parent.round() >= 1 && committee.has(parent.author());
      if (!exists || back < 1 || back > Vertex.REACH) {
        return false;
      }
      if (back == 1) {
        endorsed.add(parent.author());
      }
    }
    return vertex.round() == 1 || endorsed.size() >= committee.quorum();
  }
}
