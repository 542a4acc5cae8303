package io.kaldrix.monitor.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

/** A text for people to read at a glance. */
final class OneLine {

  private OneLine() {}

  /** Fails unless {@code text} says something, in one line. */
  static void check(String what, String text) {
    assertThat(text).as(what).isNotNull().isNotBlank();
    assertThat(text.lines().count()).as("lines of %s '%s'", what, text).isEqualTo(1);
  }
}
