package io.kaldrix.monitor.plugin.testkit;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program that a test compares us with and that a package of the system brings. */
public final class DebianPackage {

  private DebianPackage() {}

  /**
   * Returns where {@code program} lies on the path. Without it the test is skipped with one line
   * that says what to install; where {@code CI} is {@code true} it fails.
   */
  public static Path program(String program, String packageName) {
    for (String directory : System.getenv("PATH").split(File.pathSeparator, -1)) {
      Path found = Path.of(directory, program);
      if (Files.isExecutable(found)) {
        return found;
      }
    }
    String problem = program + " is not on the path: apt-get install " + packageName;
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(problem);
    }
    return abort(problem);
  }
}
