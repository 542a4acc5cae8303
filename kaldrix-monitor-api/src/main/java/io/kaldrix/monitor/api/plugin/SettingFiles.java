package io.kaldrix.monitor.api.plugin;

import java.util.List;

/** Reads the further files that a configuration names. */
@FunctionalInterface
public interface SettingFiles {

  /** Files that settings without a reader of files name: none is found. */
  SettingFiles NONE = pattern -> List.of();

  /**
   * Returns what each file sets that the pattern fits, in order of their names.
   *
   * @param pattern a path; in its last part {@code *} stands for any letters and {@code ?} for one
   * @return none if there is no such file
   * @throws SettingsException if a file cannot be read or something in it is wrong
   */
  List<SettingValue.Mapping> matching(String pattern);
}
