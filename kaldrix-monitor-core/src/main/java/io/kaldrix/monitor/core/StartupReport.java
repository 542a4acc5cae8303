package io.kaldrix.monitor.core;

import io.kaldrix.monitor.api.plugin.PluginStatus;
import io.kaldrix.monitor.core.engine.PluginCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The line at start-up that says what was found, what is absent and what failed. */
final class StartupReport {

  private StartupReport() {}

  static String of(PluginCatalog catalog, Set<String> engines) {
    List<String> parts = new ArrayList<>();
    Map<String, List<String>> found = new TreeMap<>();
    List<String> disabled = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    for (PluginStatus plugin : catalog.statuses()) {
      switch (plugin.state()) {
        case FOUND ->
            found.computeIfAbsent(subject(plugin), kind -> new ArrayList<>()).add(plugin.name());
        case DISABLED -> disabled.add(plugin.name());
        case FAILED ->
            failed.add(plugin.name() + " from " + plugin.source() + ": " + plugin.problem());
      }
    }
    found.forEach((kind, names) -> parts.add(kind + " " + String.join(", ", names)));
    String absent =
        KnownEngines.NAMES.stream()
            .filter(name -> !engines.contains(name))
            .collect(Collectors.joining(", "));
    add(parts, "absent engines ", absent);
    add(parts, "disabled ", String.join(", ", disabled));
    add(parts, "FAILED ", String.join(", ", failed));
    return "monitor starts with " + String.join("; ", parts);
  }

  private static void add(List<String> parts, String what, String names) {
    if (!names.isEmpty()) {
      parts.add(what + names);
    }
  }

  private static String subject(PluginStatus plugin) {
    return switch (plugin.kind()) {
      case "MonitorEngineProvider" -> "engines";
      case "StateStoreProvider" -> "state stores";
      case "AuditTrailProvider" -> "audit trails";
      case "HealthCheckProvider" -> "health checks";
      case "DetectorProvider" -> "detectors";
      case "ChannelProvider" -> "channels";
      case "ComplianceCheckProvider" -> "compliance checks";
      case "RemediationProvider" -> "remediations";
      default -> plugin.kind();
    };
  }
}
