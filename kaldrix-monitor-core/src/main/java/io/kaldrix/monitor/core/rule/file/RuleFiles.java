package io.kaldrix.monitor.core.rule.file;

import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.core.config.ConfigurationFile;
import io.kaldrix.monitor.core.config.RuleSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads rule files as Prometheus has them. */
public final class RuleFiles {

  private RuleFiles() {}

  /** Returns the groups of files, in order. */
  public static List<RuleGroup> read(List<Path> files, PromQl dialect) {
    List<RuleGroup> groups = new ArrayList<>();
    for (Path file : files) {
      Settings settings = ConfigurationFile.loadVerbatim(file);
      groups.addAll(RuleSettings.read(settings, expression -> Optional.empty()));
    }
    return groups;
  }
}
