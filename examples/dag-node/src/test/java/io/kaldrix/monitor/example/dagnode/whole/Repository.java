package io.kaldrix.monitor.example.dagnode.whole;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the files of the project stand. */
final class Repository {

  private Repository() {}

  /** Returns its root, which is above the module whose tests run. */
  static Path root() {
    Path place = Path.of("").toAbsolutePath();
    while (place != null && !Files.isDirectory(place.resolve("kaldrix-monitor-api"))) {
      place = place.getParent();
    }
    if (place == null) {
      throw new IllegalStateException(
          "not below the project's root: " + Path.of("").toAbsolutePath());
    }
    return place;
  }
}
