package io.kaldrix.monitor.core.engine;

import io.kaldrix.monitor.api.plugin.Plugin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;

/** Looks for providers with {@link ServiceLoader} and never gives up at a broken one. */
final class ServiceSearch {

  private ServiceSearch() {}

  /**
   * A provider that may turn out not to load.
   *
   * @param className its class, as far as it is known
   * @param source the jar, directory or module it comes from
   * @param load makes it; throws if it is broken
   */
  record Candidate(String className, String source, Callable<Plugin> load) {}

  /** Returns the providers of a kind in the order in which the loader finds them. */
  static <P extends Plugin> List<Candidate> of(Class<P> kind, ClassLoader loader) {
    List<Candidate> candidates = new ArrayList<>();
    Iterator<ServiceLoader.Provider<P>> providers =
        ServiceLoader.load(kind, loader).stream().iterator();
    while (true) {
      try {
        if (!providers.hasNext()) {
          return candidates;
        }
        ServiceLoader.Provider<P> provider = providers.next();
        Class<? extends P> type = provider.type();
        candidates.add(new Candidate(type.getName(), sourceOf(type), () -> make(provider)));
      } catch (ServiceConfigurationError e) {
        candidates.add(broken(kind, loader, e));
      }
    }
  }

  private static <P extends Plugin> Plugin make(ServiceLoader.Provider<P> provider)
      throws Exception {
    try {
      return provider.get();
    } catch (ServiceConfigurationError e) {
      if (e.getCause() instanceof Exception ofConstructor) {
        throw ofConstructor;
      }
      if (e.getCause() instanceof Error ofConstructor) {
        throw ofConstructor;
      }
      throw e;
    }
  }

  private static String sourceOf(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source != null && source.getLocation() != null) {
      return source.getLocation().getPath();
    }
    return type.getModule().isNamed() ? "module " + type.getModule().getName() : "unknown";
  }

  private static Candidate broken(
      Class<?> kind, ClassLoader loader, ServiceConfigurationError error) {
    String message = String.valueOf(error.getMessage());
    for (URL file : serviceFiles(kind, loader)) {
      if (message.contains(file.toString())) {
        return new Candidate("?", file.getPath(), () -> rethrow(error));
      }
      for (String className : classNames(file)) {
        if (message.contains(className)) {
          return new Candidate(className, file.getPath(), () -> rethrow(error));
        }
      }
    }
    return new Candidate("?", "unknown", () -> rethrow(error));
  }

  private static Plugin rethrow(ServiceConfigurationError error) {
    throw error;
  }

  private static List<URL> serviceFiles(Class<?> kind, ClassLoader loader) {
    try {
      return Collections.list(loader.getResources("META-INF/services/" + kind.getName()));
    } catch (IOException e) {
      return List.of();
    }
  }

  private static List<String> classNames(URL serviceFile) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(serviceFile.openStream(), StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
