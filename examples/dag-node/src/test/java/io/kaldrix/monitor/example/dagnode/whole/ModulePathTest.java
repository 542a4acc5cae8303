package io.kaldrix.monitor.example.dagnode.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same monitor, whether its modules lie on the class path or on the module path. */
class ModulePathTest {

  private static final String OURS = "io.kaldrix.monitor.";

  /** What only tests use; some of these jars make no valid module. */
  private static final List<String> OF_TESTS =
      List.of(
          "junit",
          "assertj",
          "archunit",
          "opentest4j",
          "apiguardian",
          "byte-buddy",
          "testkit",
          "surefire");

  @Test
  void bothPathsOfferTheSamePlugins(@TempDir Path directory) throws Exception {
    String classPath = System.getProperty("java.class.path");
    ChildJvm onClassPath = ChildJvm.run(directory, List.of("-cp", classPath), ListsPlugins.class);
    assertThat(onClassPath.lines())
        .startsWith("core in unnamed module @" + hash(onClassPath))
        .contains(
            "MonitorEngineProvider anomaly FOUND", "ChannelProvider webhook FOUND", "hits 1.0");

    List<Path> modules = modules(classPath);
    Path tests =
        Path.of(ListsPlugins.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    ChildJvm onModulePath =
        ChildJvm.run(
            directory,
            List.of(
                "--module-path", joined(modules),
                "--add-modules", String.join(",", ours(modules)),
                "-cp", tests.toString()),
            ListsPlugins.class);
    assertThat(onModulePath.errors()).doesNotContain("Exception");
    assertThat(onModulePath.lines()).startsWith("core in module io.kaldrix.monitor.core");
    assertThat(withoutFirst(onModulePath)).isEqualTo(withoutFirst(onClassPath));
    assertThat(onModulePath.exitCode()).isZero();
  }

  private static String hash(ChildJvm child) {
    return child.lines().get(0).replaceFirst(".*@", "");
  }

  private static List<String> withoutFirst(ChildJvm child) {
    return child.lines().subList(1, child.lines().size());
  }

  private static List<Path> modules(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator))
        .map(Path::of)
        .filter(Files::exists)
        .filter(place -> OF_TESTS.stream().noneMatch(name -> place.toString().contains(name)))
        .filter(place -> place.toString().endsWith(".jar") || descriptor(place).isPresent())
        .toList();
  }

  private static Optional<ModuleDescriptor> descriptor(Path place) {
    try {
      return ModuleFinder.of(place).findAll().stream().map(ModuleReference::descriptor).findFirst();
    } catch (FindException e) {
      return Optional.empty();
    }
  }

  private static Set<String> ours(List<Path> modules) {
    return modules.stream()
        .flatMap(place -> descriptor(place).stream())
        .map(ModuleDescriptor::name)
        .filter(name -> name.startsWith(OURS))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String joined(List<Path> places) {
    return places.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
