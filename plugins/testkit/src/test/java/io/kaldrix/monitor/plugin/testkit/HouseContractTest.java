package io.kaldrix.monitor.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.plugin.Plugin;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class HouseContractTest {

  @TempDir static Path directory;

  @Test
  void aGoodModuleKeepsEveryPromise() {
    ContractRun.assertKeepsAll(HouseContract.class, Good.class);
  }

  @Test
  void aModuleInAJarKeepsThemToo() {
    ContractRun.assertKeepsAll(HouseContract.class, InAJar.class);
  }

  @TestFactory
  Stream<DynamicTest> aPlantedFaultIsFound() {
    return ContractRun.plantedIn(HouseContractTest.class);
  }

  @Test
  void everyPromiseHasAPlantedFault() {
    ContractRun.assertEveryPromiseIsBroken(HouseContract.class, HouseContractTest.class);
  }

  /** A small module, compiled for the occasion; those that follow add a file or change one. */
  static class Good implements HouseContract {
    final Map<String, String> files = new LinkedHashMap<>();

    Good() {
      files.put(
          "module-info.java",
          """
          module io.kaldrix.monitor.plugin.channel.post {
            requires io.kaldrix.monitor.api;
            requires static org.jspecify;
            provides io.kaldrix.monitor.api.plugin.Plugin with
                io.kaldrix.monitor.plugin.channel.post.Post.Provider;
          }
          """);
      files.put("META-INF/services/io.kaldrix.monitor.api.plugin.Plugin", "# ours\n" + POST + "\n");
      packageInfo("io.kaldrix.monitor.plugin.channel.post");
      packageInfo("io.kaldrix.monitor.plugin.channel.post.letter");
      java(
          "io.kaldrix.monitor.plugin.channel.post",
          "Post",
          """
          import io.kaldrix.monitor.api.plugin.Plugin;
          import io.kaldrix.monitor.plugin.channel.post.letter.Letter;
          final class Post {
            final Letter letter = new Letter();
            public static final class Provider implements Plugin {
              @Override public String name() { return "post"; }
            }
          }
          """);
      java(
          "io.kaldrix.monitor.plugin.channel.post.letter",
          "Letter",
          "public final class Letter { int[][] lines = {}; }");
    }

    private static final String POST = "io.kaldrix.monitor.plugin.channel.post.Post$Provider";

    final void packageInfo(String name) {
      files.put(
          name.replace('.', '/') + "/package-info.java",
          "@NullMarked package " + name + "; import org.jspecify.annotations.NullMarked;");
    }

    final void java(String pack, String type, String source) {
      files.put(pack.replace('.', '/') + "/" + type + ".java", "package " + pack + ";\n" + source);
    }

    @Override
    public String rootPackage() {
      return "io.kaldrix.monitor.plugin.channel.post";
    }

    @Override
    public String moduleName() {
      return "io.kaldrix.monitor.plugin.channel.post";
    }

    @Override
    public int leastClasses() {
      return 3;
    }

    @Override
    public Path place() throws IOException {
      Path classes = compiled("classes");
      if (Files.notExists(classes)) {
        compile(classes);
      }
      return classes;
    }

    /** Returns a place of this class alone, so that it is compiled once for all promises. */
    final Path compiled(String name) {
      return directory.resolve(getClass().getSimpleName()).resolve(name);
    }

    private void compile(Path classes) throws IOException {
      List<String> arguments =
          new ArrayList<>(
              List.of("-proc:none", "--release", "17", "-d", classes.toString(), "-p", path()));
      for (Map.Entry<String, String> file : files.entrySet()) {
        boolean source = file.getKey().endsWith(".java");
        Path path = (source ? compiled("source") : classes).resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
        if (source) {
          arguments.add(path.toString());
        }
      }
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new))).isZero();
    }

    private static String path() {
      try {
        return Path.of(Plugin.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            + File.pathSeparator
            + Path.of(NullMarked.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      } catch (URISyntaxException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static final class InAJar extends Good {
    @Override
    public Path place() throws IOException {
      Path classes = super.place();
      Path jar = compiled("module.jar");
      if (Files.notExists(jar)) {
        pack(classes, jar);
      }
      return jar;
    }

    private static void pack(Path classes, Path jar) throws IOException {
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
          Stream<Path> all = Files.walk(classes)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          out.putNextEntry(
              new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
          Files.copy(file, out);
        }
      }
    }
  }

  @Breaks("seesItsClasses")
  static final class HasFewerClassesThanThought extends Good {
    @Override
    public int leastClasses() {
      return 100;
    }
  }

  @Breaks("packagesMakeNoCircle")
  static final class GoesInACircle extends Good {
    GoesInACircle() {
      java(rootPackage(), "Stamp", "public final class Stamp {}");
      java(
          rootPackage() + ".letter",
          "Cover",
          "final class Cover { io.kaldrix.monitor.plugin.channel.post.Stamp stamp; }");
    }
  }

  @Breaks("everyPackageIsNullMarked")
  static final class ForgetsAPackage extends Good {
    ForgetsAPackage() {
      java(rootPackage() + ".parcel", "Parcel", "public final class Parcel {}");
    }
  }

  @Breaks("everyPackageIsNullMarked")
  static final class DescribesAPackageWithoutMarkingIt extends Good {
    DescribesAPackageWithoutMarkingIt() {
      files.put(
          "io/kaldrix/monitor/plugin/channel/post/letter/package-info.java",
          "@Deprecated package io.kaldrix.monitor.plugin.channel.post.letter;");
    }
  }

  @Breaks("usesOnlyTheFloorsBelow")
  static final class UsesAnotherPlugin extends Good {
    UsesAnotherPlugin() {
      packageInfo("io.kaldrix.monitor.plugin.store.box");
      java("io.kaldrix.monitor.plugin.store.box", "Box", "public final class Box {}");
      java(
          rootPackage(),
          "Boxed",
          "final class Boxed { io.kaldrix.monitor.plugin.store.box.Box[] boxes = {}; }");
    }
  }

  @Breaks("usesOnlyTheFloorsBelow")
  static final class UsesItsSibling extends Good {
    UsesItsSibling() {
      packageInfo("io.kaldrix.monitor.anomaly");
      packageInfo("io.kaldrix.monitor.alerting");
      java("io.kaldrix.monitor.anomaly", "Baseline", "public final class Baseline {}");
      java(
          "io.kaldrix.monitor.alerting",
          "Route",
          "final class Route { io.kaldrix.monitor.anomaly.Baseline baseline; }");
    }

    @Override
    public String rootPackage() {
      return "io.kaldrix.monitor.alerting";
    }
  }

  @Breaks("usesOnlyTheLibrariesItNames")
  static final class UsesALibraryUnawares extends Good {
    UsesALibraryUnawares() {
      files.computeIfPresent(
          "module-info.java",
          (name, text) ->
              text.replace("requires static", "requires jdk.httpserver;\nrequires static"));
      java(rootPackage(), "Desk", "final class Desk { com.sun.net.httpserver.HttpServer server; }");
    }
  }

  @Breaks("classesAreNamedForWhatTheyAre")
  static final class HasAnImpl extends Good {
    HasAnImpl() {
      java(rootPackage(), "StampImpl", "final class StampImpl {}");
    }
  }

  @Breaks("packagesAreNamedForTheirDomain")
  static final class HasAUtilPackage extends Good {
    HasAUtilPackage() {
      packageInfo(rootPackage() + ".util");
      java(rootPackage() + ".util", "Texts", "public final class Texts {}");
    }
  }

  @Breaks("modulePathAndClassPathOfferTheSame")
  static final class ForgetsTheClassPath extends Good {
    ForgetsTheClassPath() {
      files.remove("META-INF/services/io.kaldrix.monitor.api.plugin.Plugin");
    }
  }

  @Breaks("modulePathAndClassPathOfferTheSame")
  static final class ForgetsTheModulePath extends Good {
    ForgetsTheModulePath() {
      files.merge(
          "META-INF/services/io.kaldrix.monitor.api.plugin.Plugin",
          "io.kaldrix.monitor.plugin.channel.post.Express",
          String::concat);
    }
  }

  @Breaks("everyPluginIsOffered")
  static final class ForgetsBoth extends Good {
    ForgetsBoth() {
      java(
          rootPackage(),
          "Express",
          """
          public final class Express implements io.kaldrix.monitor.api.plugin.Plugin {
            @Override public String name() { return "express"; }
          }
          """);
    }
  }

  /** Where the class path is looked at, as in every other module. */
  @Test
  void findsAModuleByItsName() throws IOException {
    Path place = CompiledModule.placeOf("io.kaldrix.monitor.api");
    assertThat(CompiledModule.at(place).descriptor().exports())
        .extracting(exports -> exports.source())
        .contains("io.kaldrix.monitor.api.label");
    assertThat(Set.copyOf(CompiledModule.at(place).provides().keySet())).isEmpty();
  }
}
