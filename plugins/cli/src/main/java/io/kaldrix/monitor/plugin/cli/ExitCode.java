package io.kaldrix.monitor.plugin.cli;

/** What the program ends with. */
final class ExitCode {

  /** All is well. */
  static final int GOOD = 0;

  /** Something was found that is not. */
  static final int FOUND = 1;

  /** The program was called wrongly, or cannot read what it was given. */
  static final int CALLED_WRONGLY = 2;

  private ExitCode() {}
}
