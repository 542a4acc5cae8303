package io.kaldrix.monitor.example.dagnode.dag;

import io.kaldrix.monitor.example.dagnode.signature.Bytes32;
import io.kaldrix.monitor.example.dagnode.signature.Hash;
import java.nio.ByteBuffer;

/**
 * The name of a vertex.
 *
 * @param round its round, from 1
 * @param author the index of the validator that made it
 * @param hash the hash of its content
 */
public record VertexRef(long round, int author, Hash hash) {
  static final int LENGTH = Long.BYTES + 1 + Bytes32.LENGTH;

  static VertexRef read(ByteBuffer in) {
    return new VertexRef(in.getLong(), in.get(), new Hash(Bytes32.read(in)));
  }

  void write(ByteBuffer out) {
    out.putLong(round).put((byte) author);
    hash.bytes().write(out);
  }
}
