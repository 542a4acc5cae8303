package io.kaldrix.monitor.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kaldrix.monitor.api.health.HealthCheck;
import io.kaldrix.monitor.api.health.HealthCheckProvider;
import io.kaldrix.monitor.api.health.HealthResult;
import io.kaldrix.monitor.api.plugin.Plugin;
import io.kaldrix.monitor.api.plugin.PluginStatus;
import io.kaldrix.monitor.api.plugin.PluginStatus.State;
import io.kaldrix.monitor.api.plugin.Settings;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginCatalogTest {

  private static final CountDownLatch NEVER = new CountDownLatch(1);

  @TempDir Path jar;

  private final FencedCalls fence = new FencedCalls(new EngineMeterBook());

  @AfterEach
  void close() {
    fence.close();
  }

  @Test
  void findsWhatIsThereAndPassesOverWhatIsBroken() throws IOException {
    offer(Good.class.getName(), Throwing.class.getName(), Hanging.class.getName(), "no.Such");
    PluginCatalog catalog = catalog(List.of(), Set.of(), Map.of());
    assertThat(names(catalog)).contains("good").doesNotContain("throwing", "hanging");
    assertThat(catalog.statuses())
        .filteredOn(status -> status.state() == State.FAILED)
        .allSatisfy(status -> assertThat(status.source()).contains(jarName(status)))
        .extracting(PluginStatus::name, PluginStatus::kind)
        .containsExactlyInAnyOrder(
            tuple(Throwing.class.getName(), "HealthCheckProvider"),
            tuple(Hanging.class.getName(), "HealthCheckProvider"),
            tuple("no.Such", "HealthCheckProvider"));
    assertThat(problem(catalog, Throwing.class.getName())).contains("no licence file");
    assertThat(problem(catalog, Hanging.class.getName())).isEqualTo("not back after 200 ms");
    assertThat(problem(catalog, "no.Such")).contains("no.Such not found");
  }

  /** A class that cannot be loaded is found in its service file, a loaded one in its place. */
  private String jarName(PluginStatus status) {
    return status.name().equals("no.Such") ? jar.getFileName().toString() : "test-classes";
  }

  @Test
  void whatTheHostGivesComesBeforeWhatIsFound() throws IOException {
    offer(Good.class.getName());
    Good given = new Good();
    PluginCatalog catalog = catalog(List.of(given), Set.of(), Map.of());
    assertThat(catalog.byName(HealthCheckProvider.class).get("good")).isSameAs(given);
    assertThat(catalog.statuses())
        .filteredOn(status -> status.name().equals("good"))
        .extracting(PluginStatus::state, PluginStatus::problem)
        .containsExactly(
            tuple(State.FOUND, ""),
            tuple(State.FAILED, "the name is taken by a plugin from builder"));
  }

  @Test
  void whatTheHostGivesMayBeBrokenAsWell() {
    PluginCatalog catalog = catalog(List.of(new Nameless(), new Good()), Set.of(), Map.of());
    assertThat(names(catalog)).contains("good");
    assertThat(catalog.statuses())
        .filteredOn(status -> status.state() == State.FAILED)
        .extracting(PluginStatus::name, PluginStatus::source, PluginStatus::problem)
        .containsExactly(
            tuple(Nameless.class.getName(), "builder", "java.lang.IllegalStateException: not yet"));
  }

  @Test
  void aPluginCanBeDisabled() throws IOException {
    offer(Good.class.getName(), Early.class.getName());
    PluginCatalog catalog = catalog(List.of(), Set.of("good"), Map.of());
    assertThat(names(catalog)).contains("early").doesNotContain("good");
    assertThat(catalog.statuses())
        .filteredOn(status -> status.name().equals("good"))
        .extracting(PluginStatus::state)
        .containsExactly(State.DISABLED);
  }

  @Test
  void pluginsStandInTheirOrderUnlessConfiguredOtherwise() {
    List<Plugin> given = List.of(new Good(), new Early());
    assertThat(names(catalog(given, Set.of(), Map.of()))).containsSubsequence("early", "good");
    assertThat(names(catalog(given, Set.of(), Map.of("early", 99))))
        .containsSubsequence("good", "early");
  }

  private PluginCatalog catalog(
      List<Plugin> given, Set<String> disabled, Map<String, Integer> orders) {
    FoundPlugins found = FoundPlugins.find(given, loader(), fence, Duration.ofMillis(200));
    return new PluginCatalog(
        found,
        new PluginCatalog.Choice() {
          @Override
          public boolean isEnabled(String name) {
            return !disabled.contains(name);
          }

          @Override
          public int order(String name, int own) {
            return orders.getOrDefault(name, own);
          }
        });
  }

  private static List<String> names(PluginCatalog catalog) {
    return catalog.of(HealthCheckProvider.class).stream().map(Plugin::name).toList();
  }

  private static String problem(PluginCatalog catalog, String name) {
    return catalog.statuses().stream()
        .filter(status -> status.name().equals(name))
        .findFirst()
        .orElseThrow()
        .problem();
  }

  private void offer(String... classNames) throws IOException {
    Path services = Files.createDirectories(jar.resolve("META-INF/services"));
    Files.write(services.resolve(HealthCheckProvider.class.getName()), List.of(classNames));
  }

  private ClassLoader loader() {
    try {
      return new URLClassLoader(
          new URL[] {jar.toUri().toURL()}, PluginCatalogTest.class.getClassLoader());
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }

  /** Does as it should. */
  public static class Good implements HealthCheckProvider {
    @Override
    public String name() {
      return "good";
    }

    @Override
    public HealthCheck create(Settings settings) {
      return () -> HealthResult.up("fine");
    }
  }

  /** Stands before the others. */
  public static final class Early extends Good {
    @Override
    public String name() {
      return "early";
    }

    @Override
    public int order() {
      return -1;
    }
  }

  /** Throws when asked what it is called. */
  public static final class Nameless extends Good {
    @Override
    public String name() {
      throw new IllegalStateException("not yet");
    }
  }

  /** Throws when it is made. */
  public static final class Throwing extends Good {
    /** Throws. */
    public Throwing() {
      throw new IllegalStateException("no licence file");
    }
  }

  /** Never comes back when it is made. */
  public static final class Hanging extends Good {
    /** Hangs. */
    public Hanging() throws InterruptedException {
      NEVER.await();
    }
  }
}
