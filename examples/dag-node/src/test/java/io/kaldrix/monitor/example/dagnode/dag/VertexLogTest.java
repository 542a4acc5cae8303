package io.kaldrix.monitor.example.dagnode.dag;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VertexLogTest {
  private final Validators validators = Validators.four();
  private final Vertex first = validators.vertex(0, 1);
  private final Vertex second = validators.vertex(1, 1);
  private final Vertex third = validators.vertex(2, 1);
  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void writeTwo() throws IOException {
    file = directory.resolve("node.vertices");
    assertThat(append(first, second)).isEmpty();
  }

  @Test
  void tellsWhatItHoldsWhenOpenedAgain() throws IOException {
    assertThat(append(third)).containsExactly(first, second);
    assertThat(append()).containsExactly(first, second, third);
  }

  @Test
  void cutsOffARecordTornByACrash() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length = whole.length / 2; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(append(third)).as("%d bytes left", length).containsExactly(first);
      assertThat(append()).containsExactly(first, third);
    }
  }

  @Test
  void stopsBeforeARecordThatIsNotAsItWasWritten() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    assertThat(append()).containsExactly(first);
  }

  /** Opens the log, appends {@code vertices} and returns what it held before. */
  private List<Vertex> append(Vertex... vertices) throws IOException {
    List<Vertex> held = new ArrayList<>();
    try (VertexLog log = VertexLog.open(file, held::add)) {
      for (Vertex vertex : vertices) {
        log.append(vertex);
      }
      log.force();
    }
    return held;
  }
}
