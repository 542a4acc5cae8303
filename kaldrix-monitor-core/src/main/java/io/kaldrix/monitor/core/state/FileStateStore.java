package io.kaldrix.monitor.core.state;

import io.kaldrix.monitor.api.engine.StateStore;
import io.kaldrix.monitor.api.engine.StateStoreProvider;
import io.kaldrix.monitor.api.plugin.Settings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Keeps each value in a file of its own below a directory. A value is written to a temporary file,
 * forced to the disk and moved over the old one, and the directory is forced too, so that after a
 * crash there is the old value or the new one and never half of either. A checksum tells a value
 * that the disk has damaged. A lock file keeps a second process out. Thread-safe.
 *
 * <p>A file holds: 4 bytes {@code KSV1}, 4 bytes CRC-32C of the value, the value.
 */
final class FileStateStore implements StateStore {

  private static final int MAGIC = 0x4b535631;
  private static final int HEADER_BYTES = 8;
  private static final String VALUE_SUFFIX = ".state";

  private final Path directory;
  private final FileChannel lockFile;
  private final FileLock processLock;
  private final ReentrantLock writing = new ReentrantLock();

  /**
   * Opens the store, making the directory if there is none.
   *
   * @throws IOException if it cannot be made or another process has it open
   */
  FileStateStore(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory).toRealPath();
    this.lockFile =
        FileChannel.open(
            this.directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = lockFile.tryLock();
      if (lock == null) {
        throw new IOException("state directory " + directory + " is open in another process");
      }
      this.processLock = lock;
    } catch (OverlappingFileLockException e) {
      lockFile.close();
      throw new IOException("state directory " + directory + " is open in this process", e);
    } catch (IOException e) {
      lockFile.close();
      throw e;
    }
  }

  @Override
  public Optional<byte[]> read(String key) throws IOException {
    Path file = file(key);
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (bytes.length < HEADER_BYTES || buffer.getInt() != MAGIC) {
      throw new IOException("state file " + file + " is not a state file");
    }
    int checksum = buffer.getInt();
    byte[] value = new byte[buffer.remaining()];
    buffer.get(value);
    if (checksum != checksumOf(value)) {
      throw new IOException("state file " + file + " is damaged: its checksum does not fit");
    }
    return Optional.of(value);
  }

  @Override
  public void write(String key, byte[] value) throws IOException {
    Path file = file(key);
    writing.lock();
    try {
      Path parent = Files.createDirectories(file.resolveSibling(""));
      Path draft = file.resolveSibling(file.getFileName() + ".draft");
      ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + value.length);
      bytes.putInt(MAGIC).putInt(checksumOf(value)).put(value).flip();
      try (FileChannel channel =
          FileChannel.open(
              draft,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      forceDirectory(parent);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void delete(String key) throws IOException {
    Path file = file(key);
    writing.lock();
    try {
      if (Files.deleteIfExists(file)) {
        forceDirectory(file.resolveSibling(""));
      }
    } finally {
      writing.unlock();
    }
  }

  @Override
  public List<String> keys(String prefix) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .map(file -> directory.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(VALUE_SUFFIX))
          .map(name -> name.substring(0, name.length() - VALUE_SUFFIX.length()))
          .filter(key -> key.startsWith(prefix))
          .sorted()
          .toList();
    }
  }

  @Override
  public void close() {
    try {
      processLock.release();
      lockFile.close();
    } catch (IOException e) {
      // the process lets go of the lock when it ends, nothing was lost
    }
  }

  private Path file(String key) {
    return directory.resolve(StateKeys.checked(key) + VALUE_SUFFIX);
  }

  private static int checksumOf(byte[] value) {
    CRC32C checksum = new CRC32C();
    checksum.update(value);
    return (int) checksum.getValue();
  }

  private static void forceDirectory(Path parent) {
    try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // some systems cannot open a directory; there the move itself is all that can be had
    }
  }

  /** Offers the store under the name {@code file}; setting {@code directory}. */
  public static final class Provider implements StateStoreProvider {

    /** Creates the provider. */
    public Provider() {}

    @Override
    public String name() {
      return "file";
    }

    @Override
    public StateStore open(Settings settings) throws IOException {
      Path directory =
          settings
              .path("directory")
              .orElseThrow(() -> settings.invalid("directory", "the path of a directory"));
      return new FileStateStore(directory);
    }
  }
}
