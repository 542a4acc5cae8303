package io.kaldrix.monitor.api.plugin;

/**
 * Where a setting stands.
 *
 * @param file the file's name, or what else the settings come from
 * @param line counted from 1, 0 if there are no lines
 * @param column counted from 1, 0 if there are no lines
 */
public record Origin(String file, int line, int column) {

  /** Settings that a program gave. */
  public static final Origin CODE = new Origin("builder", 0, 0);

  /** Returns the place as compilers write it, such as {@code kaldrix.yml:3:5}. */
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line + ":" + column;
  }
}
