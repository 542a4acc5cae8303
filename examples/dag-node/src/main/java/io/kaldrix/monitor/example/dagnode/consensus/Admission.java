package io.kaldrix.monitor.example.dagnode.consensus;

/** Whether a node takes a bundle in. */
public enum Admission {
  /** It waits for a place in a vertex. */
  ADMITTED,
  /** It is here already, or all of it was settled before. */
  DUPLICATE,
  /** Its signature is not the payer's. */
  FORGED,
  /** The node has too many bundles that are not settled yet. */
  FULL
}
