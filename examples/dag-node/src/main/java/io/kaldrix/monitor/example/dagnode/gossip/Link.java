package io.kaldrix.monitor.example.dagnode.gossip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** One connection: bytes into frames, frames into bytes. Used by the thread of its node only. */
final class Link {
  /** Bytes that may wait for a peer that does not read; beyond it the link is given up. */
  static final int MAX_UNSENT = 4 << 20;

  /** A stranger's frames hold one bundle at most, so a stranger gets no larger buffer. */
  static final int MAX_STRANGER_LENGTH = 4_096;

  /** The validator that stands for none in {@link #dialled}. */
  static final int NOBODY = -1;

  private static final int PEER_BUFFER = 64 << 10;

  private final SocketChannel channel;
  private final int dialled;
  private final Traffic traffic;
  private final Deque<ByteBuffer> unsent = new ArrayDeque<>();
  private ByteBuffer received = ByteBuffer.allocate(MAX_STRANGER_LENGTH);
  private int unsentBytes;
  private long heardNanos;
  private int peer = NOBODY;

  /**
   * Creates a link to a stranger.
   *
   * @param dialled the validator that was called, {@link #NOBODY} if the other side called
   */
  Link(SocketChannel channel, int dialled, Traffic traffic, long nowNanos) {
    this.channel = channel;
    this.dialled = dialled;
    this.traffic = traffic;
    this.heardNanos = nowNanos;
  }

  SocketChannel channel() {
    return channel;
  }

  int dialled() {
    return dialled;
  }

  /** Returns whether the other side has not introduced itself. */
  boolean isStranger() {
    return peer == NOBODY;
  }

  /** Returns the validator on the other side, {@link #NOBODY} while it is a stranger. */
  int peer() {
    return peer;
  }

  /** Notes that the other side has proved to be the validator {@code verified}. */
  void introduce(int verified) {
    peer = verified;
    makeRoomFor(PEER_BUFFER);
  }

  /** Returns nanoseconds since anything was heard. */
  long silentNanos(long nowNanos) {
    return nowNanos - heardNanos;
  }

  /**
   * Reads what is there, at most one buffer full.
   *
   * @return whether the other side is still there
   */
  boolean read(long nowNanos) throws IOException {
    int count = channel.read(received);
    if (count > 0) {
      traffic.addReceived(count);
      heardNanos = nowNanos;
    }
    return count >= 0;
  }

  /** Returns the next whole frame among the bytes read, if there is one. */
  Optional<Frame> next() throws MalformedFrameException {
    if (received.position() < Integer.BYTES) {
      return Optional.empty();
    }
    int length = received.getInt(0);
    int limit = isStranger() ? MAX_STRANGER_LENGTH - Integer.BYTES : Frame.MAX_LENGTH;
    if (length < 1 || length > limit) {
      throw new MalformedFrameException("length is " + length + ", must be 1 to " + limit);
    }
    int end = Integer.BYTES + length;
    if (received.position() < end) {
      makeRoomFor(end);
      return Optional.empty();
    }
    ByteBuffer frame = received.slice(Integer.BYTES, length);
    Frame read = Frame.read(frame);
    received.flip().position(end);
    received.compact();
    return Optional.of(read);
  }

  /** Lets {@code bytes} wait for the next {@link #flush}. */
  void send(ByteBuffer bytes) throws IOException {
    if (unsentBytes + bytes.remaining() > MAX_UNSENT) {
      throw new IOException("the other side does not read");
    }
    unsent.addLast(bytes);
    unsentBytes += bytes.remaining();
  }

  /** Writes as much as the socket takes, and asks for a call when it takes more. */
  void flush(SelectionKey key) throws IOException {
    ByteBuffer first = unsent.peekFirst();
    while (first != null) {
      int count = channel.write(first);
      traffic.addSent(count);
      unsentBytes -= count;
      if (first.hasRemaining()) {
        break;
      }
      unsent.removeFirst();
      first = unsent.peekFirst();
    }
    key.interestOps(SelectionKey.OP_READ | (first == null ? 0 : SelectionKey.OP_WRITE));
  }

  private void makeRoomFor(int length) {
    if (received.capacity() < length) {
      received = ByteBuffer.allocate(length).put(received.flip());
    }
  }
}
