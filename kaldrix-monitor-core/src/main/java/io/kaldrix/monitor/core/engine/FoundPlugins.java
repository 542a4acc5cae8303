package io.kaldrix.monitor.core.engine;

import io.kaldrix.monitor.api.engine.CallOutcome;
import io.kaldrix.monitor.api.engine.Fence;
import io.kaldrix.monitor.api.plugin.Plugin;
import io.kaldrix.monitor.api.plugin.PluginStatus;
import io.kaldrix.monitor.api.plugin.PluginStatus.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The plugins there are: those the host gave, then those that {@link java.util.ServiceLoader}
 * finds. One that cannot be loaded is noted with where it comes from, and passed over.
 */
public final class FoundPlugins {

  /**
   * A plugin and where it comes from.
   *
   * @param name its name, asked for once
   * @param order where it stands by its own account, asked for once
   */
  record Found(Plugin plugin, String name, int order, String source) {}

  private final Map<Class<? extends Plugin>, List<Found>> byKind = new LinkedHashMap<>();
  private final List<PluginStatus> failed = new ArrayList<>();

  private FoundPlugins() {}

  /**
   * Finds all plugins.
   *
   * @param given the plugins that the host gave; each is listed under every kind it is
   * @param deadline how long a plugin's constructor may take, or its saying what it is called
   */
  public static FoundPlugins find(
      List<Plugin> given, ClassLoader loader, Fence fence, Duration deadline) {
    FoundPlugins found = new FoundPlugins();
    for (Class<? extends Plugin> kind : PluginKinds.ALL) {
      List<Found> ofKind = new ArrayList<>();
      List<ServiceSearch.Candidate> candidates = new ArrayList<>();
      for (Plugin plugin : given) {
        if (kind.isInstance(plugin)) {
          candidates.add(
              new ServiceSearch.Candidate(plugin.getClass().getName(), "builder", () -> plugin));
        }
      }
      candidates.addAll(ServiceSearch.of(kind, loader));
      for (ServiceSearch.Candidate candidate : candidates) {
        found.load(kind, candidate, fence, deadline).ifPresent(ofKind::add);
      }
      found.byKind.put(kind, ofKind);
    }
    return found;
  }

  private Optional<Found> load(
      Class<? extends Plugin> kind,
      ServiceSearch.Candidate candidate,
      Fence fence,
      Duration deadline) {
    CallOutcome<Found> outcome =
        fence.call(
            "loading:" + candidate.className(),
            deadline,
            () -> {
              Plugin plugin = candidate.load().call();
              String name = Objects.requireNonNull(plugin.name(), "the plugin's name");
              return new Found(plugin, name, plugin.order(), candidate.source());
            });
    if (outcome.value().isEmpty()) {
      failed.add(
          new PluginStatus(
              kind.getSimpleName(),
              candidate.className(),
              candidate.source(),
              State.FAILED,
              outcome.problem()));
    }
    return outcome.value();
  }

  /** Returns the names of all plugins found. */
  public Set<String> names() {
    return byKind.values().stream()
        .flatMap(List::stream)
        .map(Found::name)
        .collect(Collectors.toSet());
  }

  /** Returns the names of the plugins of one kind, in the order in which they were found. */
  public List<String> names(Class<? extends Plugin> kind) {
    return of(kind).stream().map(Found::name).distinct().toList();
  }

  /**
   * Returns what each plugin of one kind says of itself, by its name; one that throws or hangs says
   * nothing.
   *
   * @param question asks for a list of texts
   */
  public <P extends Plugin> Map<String, List<String>> asked(
      Class<P> kind, Function<P, List<String>> question, Fence fence, Duration deadline) {
    Map<String, List<String>> answers = new LinkedHashMap<>();
    for (Found found : of(kind)) {
      CallOutcome<List<String>> answer =
          fence.call(
              "loading:" + found.plugin().getClass().getName(),
              deadline,
              () -> List.copyOf(question.apply(kind.cast(found.plugin()))));
      answers.putIfAbsent(found.name(), answer.value().orElse(List.of()));
    }
    return answers;
  }

  List<Found> of(Class<? extends Plugin> kind) {
    return byKind.getOrDefault(kind, List.of());
  }

  List<PluginStatus> failed() {
    return List.copyOf(failed);
  }
}
