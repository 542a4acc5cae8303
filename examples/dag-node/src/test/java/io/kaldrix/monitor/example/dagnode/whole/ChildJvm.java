package io.kaldrix.monitor.example.dagnode.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own that ran a main class and ended by itself.
 *
 * @param exitCode 0 if it ended well
 * @param lines what it wrote to its standard output
 * @param errors what it wrote to its standard error
 */
record ChildJvm(int exitCode, List<String> lines, String errors) {

  /** Runs {@code main} under this JVM's java and waits until it ends, a minute at most. */
  static ChildJvm run(Path directory, List<String> options, Class<?> main)
      throws IOException, InterruptedException {
    Path out = directory.resolve("out.txt");
    Path err = directory.resolve("err.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add(main.getName());
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(main + " ends by itself").isTrue();
      return new ChildJvm(
          process.exitValue(),
          Files.readAllLines(out),
          Files.readString(err, StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
    }
  }
}
