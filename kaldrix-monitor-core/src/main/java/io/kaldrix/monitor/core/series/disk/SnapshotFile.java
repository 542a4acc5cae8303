package io.kaldrix.monitor.core.series.disk;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A file of records that is written as a whole and replaces the one before, which stays beside it
 * until the next time. A crash leaves the old one or the new one.
 *
 * <p>A file begins with four bytes {@code KST1}. Records follow, each of four bytes length and four
 * bytes CRC-32C of its contents, big-endian, and the contents; at the end four bytes -1 and four
 * bytes the number of records.
 */
public final class SnapshotFile {

  private static final int MAGIC = 0x4b535431; // KST1
  private static final int END = -1;

  private SnapshotFile() {}

  /**
   * What a file holds.
   *
   * @param records those that are whole
   * @param problem what is wrong with the file, empty if nothing is
   */
  public record Contents(List<byte[]> records, String problem) {

    /** Creates contents. */
    public Contents {
      records = List.copyOf(records);
    }
  }

  /**
   * Writes records.
   *
   * @return the length of the file
   */
  public static long write(Path file, Iterator<byte[]> records) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    try (FileChannel channel =
            FileChannel.open(
                draft,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        DataOutputStream out =
            new DataOutputStream(
                new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16))) {
      out.writeInt(MAGIC);
      int count = 0;
      while (records.hasNext()) {
        byte[] record = records.next();
        out.writeInt(record.length);
        out.writeInt(RecordBuffer.checksum(record, 0, record.length));
        out.write(record);
        count++;
      }
      out.writeInt(END);
      out.writeInt(count);
      out.flush();
      channel.force(true);
    }
    if (Files.exists(file)) {
      move(file, previous(file));
    }
    move(draft, file);
    return Files.size(file);
  }

  private static void move(Path from, Path to) throws IOException {
    Path unused =
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Returns where the file is that was replaced. */
  public static Path previous(Path file) {
    return file.resolveSibling(file.getFileName() + ".previous");
  }

  /** Reads a file as far as it is whole. */
  public static Contents read(Path file) throws IOException {
    List<byte[]> records = new ArrayList<>();
    long left = Files.size(file) - 4;
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      if (left < 0 || in.readInt() != MAGIC) {
        return new Contents(records, "is no snapshot");
      }
      while (left >= RecordBuffer.FRAME_BYTES) {
        int length = in.readInt();
        int checksum = in.readInt();
        left -= RecordBuffer.FRAME_BYTES;
        if (length == END) {
          boolean whole = checksum == records.size() && left == 0;
          return new Contents(records, whole ? "" : "does not end where it says");
        }
        if (length < 0 || length > left) {
          break;
        }
        byte[] record = in.readNBytes(length);
        left -= length;
        if (RecordBuffer.checksum(record, 0, length) != checksum) {
          return new Contents(
              records, "is damaged: the checksum of record " + records.size() + " does not fit");
        }
        records.add(record);
      }
      return new Contents(records, "ends early, after record " + records.size());
    }
  }
}
