package io.kaldrix.monitor.plugin.testkit;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;

/** The classes of a module as ArchUnit sees them. Kept, as importing takes a second. */
final class ImportedClasses {

  private static final Map<Path, JavaClasses> BY_PLACE = new ConcurrentHashMap<>();

  private ImportedClasses() {}

  /** Returns the classes in a directory or jar. */
  static JavaClasses at(Path place) throws IOException {
    JavaClasses kept = BY_PLACE.get(place);
    if (kept == null) {
      kept = imported(place);
      BY_PLACE.put(place, kept);
    }
    return kept;
  }

  private static JavaClasses imported(Path place) throws IOException {
    if (Files.isDirectory(place)) {
      return new ClassFileImporter().importPath(place);
    }
    try (JarFile jar = new JarFile(place.toFile())) {
      return new ClassFileImporter().importJar(jar);
    }
  }
}
