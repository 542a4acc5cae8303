package io.kaldrix.monitor.plugin.cli;

/** How an answer is written. */
enum Output {
  /** For people. */
  TABLE,
  /** For programs. */
  JSON
}
