package io.kaldrix.monitor.example.dagnode.dag;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.kaldrix.monitor.example.dagnode.ledger.Bundle;
import io.kaldrix.monitor.example.dagnode.signature.Account;
import io.kaldrix.monitor.example.dagnode.signature.Hash;
import io.kaldrix.monitor.example.dagnode.signature.Seal;
import io.kaldrix.monitor.example.dagnode.signature.Signer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One validator's word in one round: the bundles it brings, and the vertices it has seen before.
 *
 * @param ref its own name
 * @param createdMicros when its author made it, in microseconds since the Unix epoch
 * @param parents the vertices it refers to: a quorum of the round before, and stragglers of older
 *     rounds that nobody referred to yet
 * @param bundles what it asks to be put in order
 * @param seal the author's signature of the hash; whether it is genuine is for {@link VertexCheck}
 */
public record Vertex(
    VertexRef ref, long createdMicros, List<VertexRef> parents, List<Bundle> bundles, Seal seal) {
  /** The most transactions that one vertex may carry. */
  public static final int MAX_TRANSACTIONS = 256;

  /** How many rounds back a straggler may lie; older ones are never ordered, by anyone. */
  public static final int REACH = 50;

  private static final byte[] SUBJECT = "vertex".getBytes(US_ASCII);

  public Vertex {
    parents = List.copyOf(parents);
    bundles = List.copyOf(bundles);
  }

  /** Makes and signs the vertex of {@code author} for {@code round}. */
  public static Vertex create(
      Signer signer,
      int author,
      long round,
      long createdMicros,
      List<VertexRef> parents,
      List<Bundle> bundles) {
    Hash hash = Hash.of(content(round, author, createdMicros, parents, bundles));
    Seal seal = signer.seal(message(hash));
    return new Vertex(new VertexRef(round, author, hash), createdMicros, parents, bundles, seal);
  }

  /** Reads the next vertex of {@code in}, without verifying it, and works out its hash. */
  public static Vertex read(ByteBuffer in) {
    final int start = in.position();
    long round = in.getLong();
    int author = in.get();
    long createdMicros = in.getLong();
    List<VertexRef> parents = new ArrayList<>();
    for (int left = Short.toUnsignedInt(in.getShort()); left > 0; left--) {
      parents.add(VertexRef.read(in));
    }
    List<Bundle> bundles = new ArrayList<>();
    for (int left = Short.toUnsignedInt(in.getShort()); left > 0; left--) {
      bundles.add(Bundle.read(in));
    }
    byte[] content = new byte[in.position() - start];
    in.get(start, content);
    VertexRef ref = new VertexRef(round, author, Hash.of(content));
    return new Vertex(ref, createdMicros, parents, bundles, Seal.read(in));
  }

  /** Returns the bytes that {@link #read} reads: the content, then the signature. */
  public byte[] toBytes() {
    byte[] content = content(round(), author(), createdMicros, parents, bundles);
    ByteBuffer out = ByteBuffer.allocate(content.length + Seal.LENGTH).put(content);
    seal.write(out);
    return out.array();
  }

  /** Returns its round, from 1. */
  public long round() {
    return ref.round();
  }

  /** Returns the index of the validator that made it. */
  public int author() {
    return ref.author();
  }

  boolean isSealedBy(Account account) {
    return account.sealed(message(ref.hash()), seal);
  }

  private static byte[] message(Hash hash) {
    return ByteBuffer.allocate(SUBJECT.length + 32)
        .put(SUBJECT)
        .put(hash.bytes().toArray())
        .array();
  }

  private static byte[] content(
      long round, int author, long createdMicros, List<VertexRef> parents, List<Bundle> bundles) {
    int length = 2 * Long.BYTES + 1 + 2 * Short.BYTES + parents.size() * VertexRef.LENGTH;
    length += bundles.stream().mapToInt(Bundle::length).sum();
    ByteBuffer out = ByteBuffer.allocate(length);
    out.putLong(round).put((byte) author).putLong(createdMicros);
    out.putShort((short) parents.size());
    parents.forEach(parent -> parent.write(out));
    out.putShort((short) bundles.size());
    bundles.forEach(bundle -> bundle.write(out));
    return out.array();
  }
}
