package io.kaldrix.monitor.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.kaldrix.monitor.api.engine.StateStoreProvider;
import io.kaldrix.monitor.plugin.testkit.StateStoreContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStateStoreTest implements StateStoreContract {

  @TempDir Path directory;

  @Override
  public StateStoreProvider provider() {
    return new FileStateStore.Provider();
  }

  @Override
  public Map<String, ?> settings() {
    return Map.of("directory", directory.resolve("state").toString());
  }

  @Override
  public Set<String> requiredSettings() {
    return Set.of("directory");
  }

  @Test
  void tellsAValueThatTheDiskHasDamagedWhereverItIs() throws IOException {
    byte[] value = "what must survive".getBytes(StandardCharsets.UTF_8);
    Path file = directory.resolve("key.state");
    try (FileStateStore store = new FileStateStore(directory)) {
      store.write("key", value);
      byte[] whole = Files.readAllBytes(file);
      for (int i = 0; i < whole.length; i++) {
        byte[] damaged = whole.clone();
        damaged[i] ^= 0x10;
        Files.write(file, damaged);
        assertThatIOException().as("byte %s flipped", i).isThrownBy(() -> store.read("key"));
      }
      for (int length = 0; length < whole.length; length++) {
        Files.write(file, Arrays.copyOf(whole, length));
        assertThatIOException().as("cut to %s", length).isThrownBy(() -> store.read("key"));
      }
      Files.write(file, whole);
      assertThat(store.read("key")).contains(value);
    }
  }

  @Test
  void aDraftThatACrashLeftBehindIsNoValue() throws IOException {
    try (FileStateStore store = new FileStateStore(directory)) {
      store.write("key", new byte[] {1});
      Files.write(directory.resolve("key.state.draft"), new byte[] {9, 9});
      Files.write(directory.resolve("other.state.draft"), new byte[] {9, 9});
      assertThat(store.read("key")).contains(new byte[] {1});
      assertThat(store.keys("")).containsExactly("key");
      store.write("key", new byte[] {2});
      assertThat(store.read("key")).contains(new byte[] {2});
    }
  }

  @Test
  void aDirectoryIsOpenOnceOnly() throws IOException {
    FileStateStore first = new FileStateStore(directory);
    assertThatIOException()
        .isThrownBy(() -> new FileStateStore(directory))
        .withMessageContaining("is open in this process");
    first.close();
    new FileStateStore(directory).close();
  }

  @Test
  void aSecondProcessIsKeptOut() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HoldsTheLock.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(other.inputReader().readLine()).isEqualTo("open");
      assertThatIOException()
          .isThrownBy(() -> new FileStateStore(directory))
          .withMessageContaining("is open in another process");
    } finally {
      other.destroyForcibly().waitFor();
    }
    new FileStateStore(directory).close();
  }

  /** A process that opens the store and waits. */
  static final class HoldsTheLock {
    public static void main(String[] arguments) throws IOException {
      FileStateStore store = new FileStateStore(Path.of(arguments[0]));
      System.out.println("open");
      int unused = System.in.read();
      store.close();
    }
  }
}
