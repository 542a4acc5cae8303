package io.kaldrix.monitor.example.dagnode.gossip;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.kaldrix.monitor.example.dagnode.dag.Committee;
import io.kaldrix.monitor.example.dagnode.dag.Vertex;
import io.kaldrix.monitor.example.dagnode.ledger.Bundle;
import io.kaldrix.monitor.example.dagnode.signature.Seal;
import io.kaldrix.monitor.example.dagnode.signature.Signer;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * What goes over a socket: four bytes of length, one of kind, then the content. A stranger may send
 * {@link Hello} and {@link Submission}; the rest is between peers.
 */
public sealed interface Frame {
  /** The greatest length of kind and content, in bytes; whoever announces more is cut off. */
  int MAX_LENGTH = 1 << 20;

  /** Returns the byte that tells the kinds apart. */
  byte kind();

  /** Returns what follows the kind. */
  byte[] content();

  /**
   * Says who is calling.
   *
   * @param validator the caller's index
   * @param sentMicros when, in microseconds since the Unix epoch
   * @param seal the caller's signature over both and over who is called
   */
  record Hello(int validator, long sentMicros, Seal seal) implements Frame {
    private static final byte[] SUBJECT = "hello".getBytes(US_ASCII);

    static Hello create(Signer signer, int from, int to, long sentMicros) {
      return new Hello(from, sentMicros, signer.seal(message(from, to, sentMicros)));
    }

    boolean isGenuine(Committee committee, int to) {
      return committee.has(validator)
          && committee.validator(validator).sealed(message(validator, to, sentMicros), seal);
    }

    private static byte[] message(int from, int to, long sentMicros) {
      ByteBuffer out = ByteBuffer.allocate(SUBJECT.length + 2 + Long.BYTES);
      return out.put(SUBJECT).put((byte) from).put((byte) to).putLong(sentMicros).array();
    }

    @Override
    public byte kind() {
      return 1;
    }

    @Override
    public byte[] content() {
      ByteBuffer out = ByteBuffer.allocate(1 + Long.BYTES + Seal.LENGTH);
      seal.write(out.put((byte) validator).putLong(sentMicros));
      return out.array();
    }
  }

  /** Hands in a bundle from outside. */
  record Submission(Bundle bundle) implements Frame {
    @Override
    public byte kind() {
      return 2;
    }

    @Override
    public byte[] content() {
      ByteBuffer out = ByteBuffer.allocate(bundle.length());
      bundle.write(out);
      return out.array();
    }
  }

  /** Passes on a vertex that the sender has just made. */
  record Announcement(Vertex vertex) implements Frame {
    @Override
    public byte kind() {
      return 3;
    }

    @Override
    public byte[] content() {
      return vertex.toBytes();
    }
  }

  /** Says that the sender is there. */
  record Heartbeat() implements Frame {
    @Override
    public byte kind() {
      return 4;
    }

    @Override
    public byte[] content() {
      return new byte[0];
    }
  }

  /** Asks for the vertices from {@code round} upwards. */
  record Request(long round) implements Frame {
    @Override
    public byte kind() {
      return 5;
    }

    @Override
    public byte[] content() {
      return ByteBuffer.allocate(Long.BYTES).putLong(round).array();
    }
  }

  /** Gives one of the vertices that were asked for. */
  record Answer(Vertex vertex) implements Frame {
    @Override
    public byte kind() {
      return 6;
    }

    @Override
    public byte[] content() {
      return vertex.toBytes();
    }
  }

  /** Returns the bytes to send, length first, ready to be read. */
  default ByteBuffer toBytes() {
    byte[] content = content();
    ByteBuffer out = ByteBuffer.allocate(Integer.BYTES + 1 + content.length);
    return out.putInt(1 + content.length).put(kind()).put(content).flip();
  }

  /**
   * Reads kind and content, all of {@code in}.
   *
   * @throws MalformedFrameException if it is not exactly one frame
   */
  static Frame read(ByteBuffer in) throws MalformedFrameException {
    try {
      Frame frame = read(in.get(), in);
      if (in.hasRemaining()) {
        throw new MalformedFrameException(in.remaining() + " bytes too many");
      }
      return frame;
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new MalformedFrameException("no frame", e);
    }
  }

  private static Frame read(byte kind, ByteBuffer in) {
    return switch (kind) {
      case 1 -> new Hello(in.get(), in.getLong(), Seal.read(in));
      case 2 -> new Submission(Bundle.read(in));
      case 3 -> new Announcement(Vertex.read(in));
      case 4 -> new Heartbeat();
      case 5 -> new Request(in.getLong());
      case 6 -> new Answer(Vertex.read(in));
      default -> throw new IllegalArgumentException("kind is " + kind + ", must be 1 to 6");
    };
  }
}
