package io.kaldrix.monitor.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kaldrix.monitor.api.engine.StateStore;
import io.kaldrix.monitor.api.engine.StateStoreProvider;
import io.kaldrix.monitor.api.plugin.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What every state store promises. Implement it in a test class; {@link #settings()} name the same
 * empty place throughout one test.
 */
public interface StateStoreContract extends PluginContract<StateStoreProvider> {

  /** Returns whether what is kept outlives the store's closing. */
  default boolean survivesReopen() {
    return true;
  }

  /** Returns how long the kit waits before it calls something hung. */
  default Duration patience() {
    return Duration.ofSeconds(20);
  }

  @Override
  default StateStore create(Settings settings) throws IOException {
    return provider().open(settings);
  }

  @Test
  default void readsWhatWasWritten() throws Exception {
    try (StateStore store = open()) {
      store.write("alerts/disk-full", bytes("pending"));
      store.write("alerts/High_Error.Ratio", bytes("firing"));
      assertThat(store.read("alerts/disk-full")).contains(bytes("pending"));
      assertThat(store.read("alerts/High_Error.Ratio")).contains(bytes("firing"));
    }
  }

  @Test
  default void whatWasNeverWrittenIsAbsent() throws Exception {
    try (StateStore store = open()) {
      store.write("alerts/one", bytes("x"));
      assertThat(store.read("alerts/two")).isEmpty();
      assertThat(store.read("alerts")).isEmpty();
    }
  }

  @Test
  default void aLaterValueReplacesAnEarlierOne() throws Exception {
    try (StateStore store = open()) {
      store.write("key", bytes("a longer first value"));
      store.write("key", bytes("second"));
      assertThat(store.read("key")).contains(bytes("second"));
      assertThat(store.keys("")).containsExactly("key");
    }
  }

  @Test
  default void whatWasDeletedIsAbsent() throws Exception {
    try (StateStore store = open()) {
      store.write("a/b", bytes("x"));
      store.write("a/c", bytes("y"));
      store.delete("a/b");
      store.delete("never/written");
      assertThat(store.read("a/b")).isEmpty();
      assertThat(store.keys("")).containsExactly("a/c");
    }
  }

  @Test
  default void listsKeysInOrder() throws Exception {
    try (StateStore store = open()) {
      for (String key : List.of("b", "a/z", "a-1", "a/b/c", "a", "B", "a.b", "ab")) {
        store.write(key, bytes(key));
      }
      assertThat(store.keys("")).containsExactly("B", "a", "a-1", "a.b", "a/b/c", "a/z", "ab", "b");
      assertThat(store.keys("a")).containsExactly("a", "a-1", "a.b", "a/b/c", "a/z", "ab");
      assertThat(store.keys("a/")).containsExactly("a/b/c", "a/z");
      assertThat(store.keys("a/b")).containsExactly("a/b/c");
      assertThat(store.keys("none")).isEmpty();
    }
  }

  @Test
  default void aKeyMayBeTheBeginningOfAnother() throws Exception {
    try (StateStore store = open()) {
      store.write("a", bytes("short"));
      store.write("a/b", bytes("long"));
      assertThat(store.read("a")).contains(bytes("short"));
      assertThat(store.read("a/b")).contains(bytes("long"));
      store.delete("a");
      assertThat(store.read("a/b")).contains(bytes("long"));
    }
  }

  @Test
  default void keepsValuesOfAnySize() throws Exception {
    byte[] large = new byte[1 << 20];
    new Random(7).nextBytes(large);
    try (StateStore store = open()) {
      store.write("empty", new byte[0]);
      store.write("large", large);
      assertThat(store.read("empty")).contains(new byte[0]);
      assertThat(store.read("large")).contains(large);
    }
  }

  @Test
  default void keepsACopy() throws Exception {
    try (StateStore store = open()) {
      byte[] given = bytes("abc");
      store.write("key", given);
      Arrays.fill(given, (byte) 'x');
      byte[] returned = store.read("key").orElseThrow();
      assertThat(returned).isEqualTo(bytes("abc"));
      Arrays.fill(returned, (byte) 'y');
      assertThat(store.read("key")).contains(bytes("abc"));
    }
  }

  @Test
  default void refusesAKeyThatIsNone() throws Exception {
    List<String> wrong =
        List.of(
            "", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", ".a", "a b", "a\\b", "a:b");
    try (StateStore store = open()) {
      for (String key : wrong) {
        assertThatThrownBy(() -> store.write(key, bytes("x")))
            .as("write '%s'", key)
            .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.read(key))
            .as("read '%s'", key)
            .isInstanceOf(IllegalArgumentException.class);
      }
      assertThat(store.keys("")).isEmpty();
    }
  }

  @Test
  default void writersTogetherLeaveOneWholeValue() throws Exception {
    try (StateStore store = open()) {
      store.write("key", blockOf(0));
      Together.run(
          4,
          patience(),
          thread -> {
            for (int i = 0; i < 25; i++) {
              if (thread > 0) {
                store.write("key", blockOf(thread));
              }
              byte[] read = store.read("key").orElseThrow();
              assertThat(read).isEqualTo(blockOf(read[0]));
            }
          });
      byte[] last = store.read("key").orElseThrow();
      assertThat(last).isEqualTo(blockOf(last[0]));
    }
  }

  @Test
  default void writersOfDifferentKeysLoseNothing() throws Exception {
    try (StateStore store = open()) {
      Together.run(
          4,
          patience(),
          thread -> {
            for (int i = 0; i < 25; i++) {
              store.write("thread-" + thread + "/" + i, bytes(thread + " " + i));
            }
          });
      assertThat(store.keys("")).hasSize(100);
      assertThat(store.read("thread-3/24")).contains(bytes("3 24"));
    }
  }

  @Test
  default void holdsEverythingAfterItWasOpenedAgain() throws Exception {
    assumeTrue(survivesReopen(), "what is kept does not outlive the store's closing");
    try (StateStore store = open()) {
      store.write("a/b", bytes("kept"));
      store.write("a/c", bytes("first"));
      store.write("a/c", bytes("second"));
      store.write("a/d", bytes("deleted"));
      store.delete("a/d");
    }
    try (StateStore store = open()) {
      assertThat(store.keys("")).containsExactly("a/b", "a/c");
      assertThat(store.read("a/b")).contains(bytes("kept"));
      assertThat(store.read("a/c")).contains(bytes("second"));
    }
  }

  private StateStore open() throws IOException {
    return create(Settings.of(settings()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Returns 64 KiB that all say which thread wrote them, of a length that does too. */
  private static byte[] blockOf(int thread) {
    byte[] block = new byte[(64 << 10) + thread];
    Arrays.fill(block, (byte) thread);
    return block;
  }
}
