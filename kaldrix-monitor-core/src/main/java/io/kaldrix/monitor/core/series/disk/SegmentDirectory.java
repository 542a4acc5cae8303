package io.kaldrix.monitor.core.series.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory of numbered files of rows that one process has at a time. For one thread at a time.
 */
public final class SegmentDirectory implements AutoCloseable {

  private static final String SUFFIX = ".rows";
  private static final int DIGITS = 12;

  private final Path directory;
  private final FileChannel lockFile;
  private final FileLock processLock;

  /**
   * Opens a directory, making it if there is none.
   *
   * @throws IOException if it cannot be made or is open already
   */
  public SegmentDirectory(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory).toRealPath();
    this.lockFile =
        FileChannel.open(
            this.directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = lockFile.tryLock();
      if (lock == null) {
        throw new IOException("series directory " + directory + " is open in another process");
      }
      this.processLock = lock;
    } catch (OverlappingFileLockException e) {
      lockFile.close();
      throw new IOException("series directory " + directory + " is open in this process", e);
    } catch (IOException e) {
      lockFile.close();
      throw e;
    }
  }

  /** Returns the files of rows, the oldest first. */
  public List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> number(file) >= 0)
          .sorted(Comparator.comparingLong(SegmentDirectory::number))
          .toList();
    }
  }

  /** Returns the number of a file of rows, -1 if it is none. */
  private static long number(Path file) {
    String name = String.valueOf(file.getFileName());
    String digits = name.endsWith(SUFFIX) ? name.substring(0, name.length() - 5) : "";
    return digits.length() == DIGITS && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Long.parseLong(digits)
        : -1;
  }

  /** Returns the path of the next file of rows. */
  public Path next() throws IOException {
    List<Path> segments = segments();
    long number = segments.isEmpty() ? 0 : number(segments.get(segments.size() - 1)) + 1;
    return directory.resolve(String.format("%0" + DIGITS + "d", number) + SUFFIX);
  }

  /** Creates the next file of rows. */
  public SegmentWriter create(Path next) throws IOException {
    return new SegmentWriter(next);
  }

  /** Returns the path of another file in the directory. */
  public Path resolve(String name) {
    return directory.resolve(name);
  }

  /** Returns how much the files of rows take. */
  public long bytes() throws IOException {
    long bytes = 0;
    for (Path segment : segments()) {
      bytes += Files.size(segment);
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    processLock.release();
    lockFile.close();
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
