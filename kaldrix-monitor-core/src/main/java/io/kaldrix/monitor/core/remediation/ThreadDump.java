package io.kaldrix.monitor.core.remediation;

import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.remediation.RemediationAction;
import io.kaldrix.monitor.api.remediation.RemediationProvider;
import io.kaldrix.monitor.api.remediation.RemediationTrigger;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Writes what every thread of the host is doing to a file, so that whoever comes later sees what it
 * was like. Mends nothing and does no harm.
 */
final class ThreadDump implements RemediationAction {

  private final Path directory;

  ThreadDump(Path directory) {
    this.directory = directory;
  }

  @Override
  public String dryRun(RemediationTrigger trigger) {
    return "would write the stacks of all threads to " + directory.toAbsolutePath();
  }

  @Override
  public String run(RemediationTrigger trigger) throws IOException {
    ThreadInfo[] threads = ManagementFactory.getThreadMXBean().dumpAllThreads(true, true);
    List<String> lines = new ArrayList<>();
    lines.add("because of " + trigger.name());
    Arrays.stream(threads)
        .sorted(Comparator.comparingLong(ThreadInfo::getThreadId))
        .forEach(thread -> describe(thread, lines));
    Files.createDirectories(directory);
    Path file = Files.createTempFile(directory, "threads-", ".txt");
    Files.write(file, lines);
    return "wrote the stacks of " + threads.length + " threads to " + file.toAbsolutePath();
  }

  private static void describe(ThreadInfo thread, List<String> lines) {
    lines.add("");
    String waitsFor = thread.getLockName() == null ? "" : " waits for " + thread.getLockName();
    lines.add(
        thread.getThreadId()
            + " \""
            + thread.getThreadName()
            + "\" "
            + thread.getThreadState()
            + waitsFor);
    for (StackTraceElement frame : thread.getStackTrace()) {
      lines.add("    at " + frame);
    }
  }

  /** Offers the action under the name {@code thread-dump}; setting {@code directory}. */
  public static final class Provider implements RemediationProvider {

    /** Creates the provider. */
    public Provider() {}

    @Override
    public String name() {
      return "thread-dump";
    }

    @Override
    public RemediationAction create(Settings settings) {
      return new ThreadDump(settings.path("directory").orElse(Path.of("thread-dumps")));
    }
  }
}
