package io.kaldrix.monitor.example.dagnode.dag;

import io.kaldrix.monitor.example.dagnode.ledger.Bundle;
import io.kaldrix.monitor.example.dagnode.signature.Signer;
import java.util.List;
import java.util.stream.Stream;

/** Validators of a test, whose vertices are made by hand. */
public record Validators(List<Signer> signers) {
  /** Returns four of them with fresh keys. */
  public static Validators four() {
    return new Validators(Stream.generate(Signer::create).limit(4).toList());
  }

  /** Returns how they know each other. */
  public Committee committee() {
    return new Committee(signers.stream().map(Signer::account).toList());
  }

  /** Returns a vertex without bundles. */
  public Vertex vertex(int author, long round, Vertex... parents) {
    return vertex(author, round, List.of(), parents);
  }

  Vertex vertex(int author, long round, List<Bundle> bundles, Vertex... parents) {
    List<VertexRef> refs = Stream.of(parents).map(Vertex::ref).toList();
    return Vertex.create(signers.get(author), author, round, 0, refs, bundles);
  }
}
