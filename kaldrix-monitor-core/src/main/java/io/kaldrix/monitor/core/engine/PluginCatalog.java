package io.kaldrix.monitor.core.engine;

import io.kaldrix.monitor.api.plugin.Plugin;
import io.kaldrix.monitor.api.plugin.PluginStatus;
import io.kaldrix.monitor.api.plugin.PluginStatus.State;
import io.kaldrix.monitor.core.engine.FoundPlugins.Found;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The plugins that are used, each kind in its order, and what became of the others. Thread-safe.
 */
public final class PluginCatalog {

  /** How configuration bears on plugins. */
  public interface Choice {

    /** Returns whether the plugin of that name is to be used. */
    boolean isEnabled(String name);

    /** Returns where a plugin stands among its kind that would itself stand at {@code own}. */
    int order(String name, int own);
  }

  private final Map<Class<? extends Plugin>, List<Plugin>> byKind = new HashMap<>();
  private final List<PluginStatus> statuses = new CopyOnWriteArrayList<>();

  /** Chooses among what was found; of two of one kind and name, the first found is used. */
  public PluginCatalog(FoundPlugins found, Choice choice) {
    statuses.addAll(found.failed());
    for (Class<? extends Plugin> kind : PluginKinds.ALL) {
      byKind.put(kind, choose(kind, found.of(kind), choice));
    }
  }

  private List<Plugin> choose(Class<? extends Plugin> kind, List<Found> found, Choice choice) {
    Map<String, Found> chosen = new LinkedHashMap<>();
    for (Found candidate : found) {
      String name = candidate.name();
      if (!choice.isEnabled(name)) {
        note(kind, candidate, State.DISABLED, "");
        continue;
      }
      Found first = chosen.putIfAbsent(name, candidate);
      if (first == null) {
        note(kind, candidate, State.FOUND, "");
      } else {
        String problem = "the name is taken by a plugin from " + first.source();
        note(kind, candidate, State.FAILED, problem);
      }
    }
    Comparator<Found> byOrder =
        Comparator.comparingInt(each -> choice.order(each.name(), each.order()));
    return chosen.values().stream()
        .sorted(byOrder.thenComparing(Found::name))
        .map(Found::plugin)
        .toList();
  }

  private void note(Class<? extends Plugin> kind, Found found, State state, String problem) {
    statuses.add(
        new PluginStatus(kind.getSimpleName(), found.name(), found.source(), state, problem));
  }

  /** Notes that a plugin which was found turned out not to work. */
  public void fail(Class<? extends Plugin> kind, String name, String problem) {
    statuses.replaceAll(
        status ->
            status.kind().equals(kind.getSimpleName()) && status.name().equals(name)
                ? new PluginStatus(status.kind(), name, status.source(), State.FAILED, problem)
                : status);
  }

  /** Returns the plugins of one kind, in their order. */
  public <P extends Plugin> List<P> of(Class<P> kind) {
    List<Plugin> plugins = byKind.get(kind);
    if (plugins == null) {
      throw new IllegalArgumentException(
          kind.getName() + " is no kind of plugin, must be one of " + PluginKinds.ALL);
    }
    return plugins.stream().map(kind::cast).toList();
  }

  /** Returns the plugins of one kind by their names. */
  public <P extends Plugin> Map<String, P> byName(Class<P> kind) {
    Map<String, P> named = new LinkedHashMap<>();
    of(kind).forEach(plugin -> named.put(plugin.name(), plugin));
    return named;
  }

  /** Returns what became of every plugin. */
  public List<PluginStatus> statuses() {
    return List.copyOf(statuses);
  }
}
