package io.kaldrix.monitor.example.dagnode.fault;

/** Something that goes wrong in the network for as long as one wants. Threads may share it. */
public sealed interface Fault permits StoppedNode, StalledPeer, ForgedSignatures, SlowDisk {
  /** Returns a short name in lower-kebab-case, such as {@code stopped-node}. */
  String name();

  /** Returns one sentence for people: what goes wrong, and where. */
  String description();

  /** Lets it go wrong. Does nothing if it does already. */
  void inject();

  /** Takes it away. Does nothing if it is not there. */
  void clear();
}
