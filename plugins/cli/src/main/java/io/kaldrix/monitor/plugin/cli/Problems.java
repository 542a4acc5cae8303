package io.kaldrix.monitor.plugin.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Says in a line what went wrong. */
final class Problems {

  private Problems() {}

  static String of(Throwable problem) {
    if (problem instanceof NoSuchFileException missing) {
      return missing.getFile() + ": there is no such file";
    }
    if (problem instanceof AccessDeniedException denied) {
      return denied.getFile() + ": this process may not read it";
    }
    String message = problem.getMessage();
    return message == null || message.isBlank() ? problem.toString() : message;
  }
}
