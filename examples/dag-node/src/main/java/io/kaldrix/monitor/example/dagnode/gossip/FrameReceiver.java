package io.kaldrix.monitor.example.dagnode.gossip;

import io.kaldrix.monitor.example.dagnode.dag.Vertex;
import io.kaldrix.monitor.example.dagnode.ledger.Bundle;
import java.io.IOException;

/** Takes what comes in over the links, on the thread that polls them. */
public interface FrameReceiver {
  /** The validator {@code peer} is on the line now. */
  void connected(int peer);

  /** Somebody hands in a bundle. */
  void submitted(Bundle bundle);

  /** A peer has just made {@code vertex}. */
  void announced(Vertex vertex) throws IOException;

  /** A peer gives a vertex that we asked for. */
  void answered(Vertex vertex) throws IOException;

  /** The validator {@code peer} asks for the vertices from {@code round} upwards. */
  void requested(int peer, long round);
}
