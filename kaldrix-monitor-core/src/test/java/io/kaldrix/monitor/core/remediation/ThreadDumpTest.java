package io.kaldrix.monitor.core.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.remediation.RemediationProvider;
import io.kaldrix.monitor.plugin.testkit.RemediationContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadDumpTest implements RemediationContract {

  @TempDir Path directory;

  @Override
  public RemediationProvider provider() {
    return new ThreadDump.Provider();
  }

  @Override
  public Map<String, ?> settings() {
    return Map.of("directory", directory.resolve("dumps").toString());
  }

  @Override
  public String fingerprintOfTheWorld() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.sorted().toList().toString();
    }
  }

  @Test
  void writesWhatTheThreadsAreDoing() throws IOException {
    new ThreadDump(directory).run(trigger());
    try (Stream<Path> files = Files.list(directory)) {
      String dump = Files.readString(files.findFirst().orElseThrow());
      assertThat(dump)
          .startsWith("because of " + trigger().name())
          .contains("\"" + Thread.currentThread().getName() + "\" RUNNABLE")
          .contains(ThreadDumpTest.class.getName() + ".writesWhatTheThreadsAreDoing");
    }
  }
}
