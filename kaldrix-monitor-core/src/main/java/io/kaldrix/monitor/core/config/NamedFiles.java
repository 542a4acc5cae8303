package io.kaldrix.monitor.core.config;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the files that a configuration names. */
final class NamedFiles {

  private NamedFiles() {}

  /**
   * Returns the files that a pattern fits, in order of their names; none if there are none.
   *
   * @param directory where a relative path begins, null for the working directory
   * @param pattern a path, in whose last part {@code *} and {@code ?} stand for letters
   */
  static List<Path> matching(@Nullable Path directory, String pattern) {
    int slash = pattern.lastIndexOf('/');
    String last = pattern.substring(slash + 1);
    try {
      Path parent = Path.of(slash < 0 ? "" : pattern.substring(0, slash + 1));
      Path place = directory == null ? parent : directory.resolve(parent);
      if (last.isEmpty() || !Files.isDirectory(place)) {
        return List.of();
      }
      return in(place, last);
    } catch (InvalidPathException | IOException e) {
      return List.of();
    }
  }

  private static List<Path> in(Path directory, String glob) throws IOException {
    String plain = glob.replaceAll("[\\\\\\[\\]{}]", "\\\\$0"); // only * and ? mean something
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, plain)) {
      for (Path file : found) {
        if (Files.isRegularFile(file)) {
          files.add(file);
        }
      }
    }
    Collections.sort(files);
    return files;
  }
}
