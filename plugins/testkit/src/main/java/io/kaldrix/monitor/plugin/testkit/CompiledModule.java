package io.kaldrix.monitor.plugin.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A module as it was compiled.
 *
 * @param place a directory or a jar
 * @param descriptor what its {@code module-info} says
 * @param services providers by service, as {@code META-INF/services} says
 */
record CompiledModule(Path place, ModuleDescriptor descriptor, Map<String, Set<String>> services) {

  private static final String SERVICES = "META-INF/services";

  /** Finds a module on the class path by its name. */
  static Path placeOf(String moduleName) throws IOException {
    ClassLoader loader = CompiledModule.class.getClassLoader();
    for (URL url : Collections.list(loader.getResources("module-info.class"))) {
      try (InputStream in = url.openStream()) {
        if (ModuleDescriptor.read(in).name().equals(moduleName)) {
          return placeOf(url);
        }
      }
    }
    throw new IllegalStateException("module " + moduleName + " is not on the class path");
  }

  private static Path placeOf(URL moduleInfo) throws IOException {
    URLConnection connection = moduleInfo.openConnection();
    return connection instanceof JarURLConnection jar
        ? Path.of(URI.create(jar.getJarFileURL().toString()))
        : Path.of(URI.create(moduleInfo.toString())).resolveSibling("");
  }

  /** Reads the module at {@code place}. */
  static CompiledModule at(Path place) throws IOException {
    if (Files.isDirectory(place)) {
      return read(place, place);
    }
    try (FileSystem jar = FileSystems.newFileSystem(place)) {
      return read(place, jar.getPath("/"));
    }
  }

  private static CompiledModule read(Path place, Path root) throws IOException {
    try (InputStream in = Files.newInputStream(root.resolve("module-info.class"))) {
      return new CompiledModule(place, ModuleDescriptor.read(in), services(root));
    }
  }

  /** Returns providers by service, as {@code module-info} says. */
  Map<String, Set<String>> provides() {
    Map<String, Set<String>> provides = new TreeMap<>();
    descriptor
        .provides()
        .forEach(each -> provides.put(each.service(), new TreeSet<>(each.providers())));
    return provides;
  }

  private static Map<String, Set<String>> services(Path root) throws IOException {
    Map<String, Set<String>> services = new TreeMap<>();
    if (Files.isDirectory(root.resolve(SERVICES))) {
      try (Stream<Path> files = Files.list(root.resolve(SERVICES))) {
        files.forEach(file -> services.put(file.getFileName().toString(), lines(file)));
      }
    }
    return services;
  }

  private static Set<String> lines(Path file) {
    try {
      List<String> lines = new ArrayList<>(Files.readAllLines(file));
      lines.replaceAll(line -> line.replaceFirst("#.*", "").strip());
      lines.removeIf(String::isEmpty);
      return new TreeSet<>(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
