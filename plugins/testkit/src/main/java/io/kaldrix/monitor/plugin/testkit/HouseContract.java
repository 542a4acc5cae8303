package io.kaldrix.monitor.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.kaldrix.monitor.api.plugin.Plugin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every module of this house keeps to. Implement it in a test class of the module; the
 * module's own tests are not looked at. Needs ArchUnit on the test's path.
 */
public interface HouseContract {

  /** Returns the package that all packages of the module are in. */
  String rootPackage();

  /** Returns the module's name. */
  String moduleName();

  /** Returns a number of classes that the module has at least, so that a rule sees something. */
  int leastClasses();

  /**
   * Returns the packages, with all below them, of the libraries that the module uses; what the JDK
   * has under {@code java} and {@code javax}, JSpecify and slf4j need not be named.
   */
  default Set<String> libraries() {
    return Set.of();
  }

  /** Returns the directory or jar with the module's classes. */
  default Path place() throws IOException {
    return CompiledModule.placeOf(moduleName());
  }

  @Test
  default void seesItsClasses() throws IOException {
    assertThat(classes()).hasSizeGreaterThanOrEqualTo(leastClasses());
    assertThat(classes()).allMatch(type -> isIn(type.getPackageName(), rootPackage()));
  }

  @Test
  default void packagesMakeNoCircle() throws IOException {
    SliceAssignment byPackage =
        new SliceAssignment() {
          @Override
          public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
          }

          @Override
          public String getDescription() {
            return "packages";
          }
        };
    SlicesRuleDefinition.slices()
        .assignedFrom(byPackage)
        .should()
        .beFreeOfCycles()
        .check(classes());
  }

  @Test
  default void everyPackageIsNullMarked() throws IOException {
    JavaClasses classes = classes();
    Set<String> marked =
        classes.stream()
            .filter(type -> type.getSimpleName().equals("package-info"))
            .filter(type -> type.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toSet());
    assertThat(classes.stream().map(JavaClass::getPackageName).distinct())
        .allMatch(marked::contains, "has a package-info.java with @NullMarked");
  }

  @Test
  default void usesOnlyTheFloorsBelow() throws IOException {
    List<String> floors = floorsBelow();
    assertThat(used())
        .filteredOn(name -> isIn(name, "io.kaldrix.monitor"))
        .allMatch(name -> floors.stream().anyMatch(floor -> isIn(name, floor)), "is below");
  }

  @Test
  default void usesOnlyTheLibrariesItNames() throws IOException {
    List<String> named =
        Stream.concat(
                Stream.of("java", "javax", "org.jspecify", "org.slf4j", "io.kaldrix.monitor"),
                libraries().stream())
            .toList();
    assertThat(used())
        .allMatch(name -> named.stream().anyMatch(library -> isIn(name, library)), "is named");
  }

  @Test
  default void classesAreNamedForWhatTheyAre() throws IOException {
    assertThat(classes().stream().map(JavaClass::getSimpleName))
        .noneMatch(name -> name.matches(".*(Manager|Helper|Utils?|Impl)"));
  }

  @Test
  default void packagesAreNamedForTheirDomain() throws IOException {
    assertThat(classes().stream().map(JavaClass::getPackageName).distinct())
        .noneMatch(name -> name.matches(".*\\.(util|utils|impl|model|service|dto|common)(\\..*)?"));
  }

  @Test
  default void modulePathAndClassPathOfferTheSame() throws IOException {
    CompiledModule module = CompiledModule.at(place());
    assertThat(module.services()).as("META-INF/services").isEqualTo(module.provides());
  }

  @Test
  default void everyPluginIsOffered() throws IOException {
    Set<String> offered = new TreeSet<>();
    CompiledModule.at(place()).provides().values().forEach(offered::addAll);
    assertThat(classes().stream())
        .filteredOn(type -> type.isAssignableTo(Plugin.class))
        .filteredOn(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
        .filteredOn(HouseContract::canBeMadeByAServiceLoader)
        .extracting(JavaClass::getName)
        .allMatch(offered::contains, "is provided in module-info.java");
  }

  private static boolean canBeMadeByAServiceLoader(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getConstructors().stream()
            .anyMatch(
                constructor ->
                    constructor.getModifiers().contains(JavaModifier.PUBLIC)
                        && constructor.getParameters().isEmpty());
  }

  private JavaClasses classes() throws IOException {
    return ImportedClasses.at(place());
  }

  /** Returns the names of all packages that the module's classes use, its own among them. */
  private Set<String> used() throws IOException {
    return classes().stream()
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
        .filter(type -> !type.isPrimitive())
        .map(JavaClass::getPackageName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<String> floorsBelow() {
    String api = "io.kaldrix.monitor.api";
    List<String> middle =
        Stream.of("core", "anomaly", "alerting", "compliance")
            .map("io.kaldrix.monitor."::concat)
            .toList();
    if (rootPackage().equals(api)) {
      return List.of(api);
    }
    if (middle.contains(rootPackage())) {
      return List.of(rootPackage(), api);
    }
    return Stream.of(List.of(rootPackage(), api), middle, libraries())
        .flatMap(names -> names.stream())
        .toList();
  }

  private static boolean isIn(String packageName, String parent) {
    return packageName.equals(parent) || packageName.startsWith(parent + ".");
  }
}
