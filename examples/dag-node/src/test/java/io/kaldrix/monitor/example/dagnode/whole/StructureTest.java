package io.kaldrix.monitor.example.dagnode.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code docs/structure.md} draws what the code is. */
class StructureTest {

  private static final Path FILE = Repository.root().resolve("docs/structure.md");
  private static final String ROOT = "io.kaldrix.monitor.";
  private static final Map<String, String> PACKAGES = packagesByModule();

  private static Map<String, String> packagesByModule() {
    Map<String, String> packages = new LinkedHashMap<>();
    for (String name : new String[] {"api", "core", "anomaly", "alerting", "compliance"}) {
      packages.put(name, ROOT + name);
    }
    packages.put("testkit", ROOT + "plugin.testkit");
    packages.put("channel-webhook", ROOT + "plugin.channel.webhook");
    packages.put("collector-scrape", ROOT + "plugin.collector.scrape");
    packages.put("cli", ROOT + "plugin.cli");
    return packages;
  }

  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPackages(PACKAGES.values());

  @TestFactory
  Stream<DynamicTest> isDrawnAsItIs() {
    return Stream.concat(
        Stream.of(drawn("Modules", ofModules())),
        PACKAGES.keySet().stream()
            .map(module -> drawn("`kaldrix-monitor-" + module + "`", ofPackages(module))));
  }

  private static DynamicTest drawn(String heading, Drawing real) {
    return DynamicTest.dynamicTest(
        heading,
        () ->
            assertThat(drawingUnder(heading))
                .as("%s, under '## %s', has to be%n```mermaid%n%s```", FILE, heading, real)
                .contains(real));
  }

  private static Optional<Drawing> drawingUnder(String heading) throws IOException {
    Pattern block =
        Pattern.compile("(?ms)^## " + heading + "$(?:(?!^## ).)*?^```mermaid\n(.*?)^```$");
    Matcher matcher = block.matcher(Files.readString(FILE));
    return matcher.find() ? Optional.of(Drawing.of(matcher.group(1))) : Optional.empty();
  }

  @Test
  void everyPublishedModuleIsDrawn() {
    Set<String> published =
        Pom.at(Repository.root()).published().stream()
            .map(name -> name.replaceFirst("kaldrix-monitor-", ""))
            .collect(Collectors.toSet());
    assertThat(PACKAGES.keySet()).isEqualTo(published);
  }

  @Test
  void theWayOfOneNumberNamesClassesThatThereAre() throws IOException {
    String way = Files.readString(FILE).replaceFirst("(?s).*\n## The way of one number\n", "");
    Set<String> named =
        Pattern.compile("`([A-Z]+[a-z][A-Za-z]+)`")
            .matcher(way.replaceFirst("(?s)\n## .*", ""))
            .results()
            .map(MatchResult::group)
            .map(name -> name.replace("`", ""))
            .collect(Collectors.toSet());
    Set<String> there = CLASSES.stream().map(JavaClass::getSimpleName).collect(Collectors.toSet());
    assertThat(named).hasSizeGreaterThan(15).isSubsetOf(there);
  }

  private static Drawing ofModules() {
    return drawing(CLASSES.stream().toList(), StructureTest::moduleOf);
  }

  private static Drawing ofPackages(String module) {
    return drawing(
        CLASSES.stream().filter(type -> moduleOf(type).equals(Optional.of(module))).toList(),
        type ->
            moduleOf(type)
                .filter(module::equals)
                .map(name -> name + type.getPackageName().substring(PACKAGES.get(name).length())));
  }

  private static Drawing drawing(
      Iterable<JavaClass> types, Function<JavaClass, Optional<String>> boxOf) {
    NavigableMap<String, NavigableSet<String>> arrows = new TreeMap<>();
    for (JavaClass type : types) {
      String from = boxOf.apply(type).orElseThrow();
      NavigableSet<String> used = arrows.computeIfAbsent(from, box -> new TreeSet<>());
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .flatMap(target -> boxOf.apply(target).stream())
          .filter(to -> !to.equals(from))
          .forEach(used::add);
    }
    return new Drawing(arrows);
  }

  private static Optional<String> moduleOf(JavaClass type) {
    return PACKAGES.entrySet().stream()
        .filter(
            module ->
                type.getPackageName().equals(module.getValue())
                    || type.getPackageName().startsWith(module.getValue() + "."))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
