package io.kaldrix.monitor.example.dagnode.dag;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * A node's vertices in one file, in the order they entered its graph: length, checksum, bytes. What
 * was forced survives the process; a record torn by a crash is cut off when the file is opened. Not
 * for sharing between threads.
 */
public final class VertexLog implements AutoCloseable {
  private static final int MAX_LENGTH = 1 << 20;

  private final FileChannel channel;

  private VertexLog(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Opens the log and tells what it holds.
   *
   * @param replay takes each vertex of the file, oldest first
   * @throws IOException if the file cannot be read or written
   */
  public static VertexLog open(Path file, Consumer<Vertex> replay) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      long sound = replay(channel, replay);
      channel.truncate(sound).position(sound);
      return new VertexLog(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Appends {@code vertex}, which may be lost in a crash until the next {@link #force}. */
  public void append(Vertex vertex) throws IOException {
    byte[] bytes = vertex.toBytes();
    ByteBuffer out = ByteBuffer.allocate(2 * Integer.BYTES + bytes.length);
    out.putInt(bytes.length).putInt(checksum(bytes)).put(bytes).flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  /** Returns once everything appended is on the disk. */
  public void force() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Returns the length in bytes of the part of the file that is sound. */
  private static long replay(FileChannel channel, Consumer<Vertex> replay) throws IOException {
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
    long sound = 0;
    try {
      while (true) {
        int length = in.readInt();
        int checksum = in.readInt();
        if (length < 0 || length > MAX_LENGTH) {
          return sound;
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length || checksum(bytes) != checksum) {
          return sound;
        }
        replay.accept(Vertex.read(ByteBuffer.wrap(bytes)));
        sound += 2 * Integer.BYTES + length;
      }
    } catch (EOFException endOfFile) {
      return sound;
    }
  }

  private static int checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    return (int) checksum.getValue();
  }
}
