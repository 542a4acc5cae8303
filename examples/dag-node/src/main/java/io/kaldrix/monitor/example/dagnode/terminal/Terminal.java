package io.kaldrix.monitor.example.dagnode.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes lines under the time that has gone by, in colour where the terminal has any. May be shared
 * between threads.
 */
public final class Terminal {

  /** How a line looks. */
  public enum Style {
    /** As it comes. */
    PLAIN(""),
    /** Beside the point. */
    DIM("\u001b[2m"),
    /** A heading. */
    BOLD("\u001b[1m"),
    /** Trouble. */
    RED("\u001b[31m"),
    /** Trouble ahead. */
    YELLOW("\u001b[33m"),
    /** All is well again. */
    GREEN("\u001b[32m"),
    /** A message on its way. */
    BLUE("\u001b[36m");

    private final String escape;

    Style(String escape) {
      this.escape = escape;
    }
  }

  private static final String RESET = "\u001b[0m";

  private final PrintStream out;
  private final boolean colour;
  private final long startNanos = System.nanoTime();
  private final ReentrantLock line = new ReentrantLock();

  /**
   * Creates a terminal whose time begins now.
   *
   * @param colour whether {@code out} understands ANSI colours
   */
  public Terminal(PrintStream out, boolean colour) {
    this.out = out;
    this.colour = colour;
  }

  /** Returns whether this process writes to a person's terminal that wants colours. */
  @SuppressWarnings("SystemConsoleNull") // from JDK 22 to 24 there is always one; TERM decides
  public static boolean wantsColour() {
    String term = System.getenv("TERM");
    return System.console() != null
        && System.getenv("NO_COLOR") == null
        && term != null
        && !term.equals("dumb");
  }

  /** Writes one line. */
  public void line(Style style, String text) {
    Duration gone = Duration.ofNanos(System.nanoTime() - startNanos);
    String stamp = String.format("%3d:%02d  ", gone.toMinutes(), gone.toSecondsPart());
    line.lock();
    try {
      boolean styled = colour && !style.escape.isEmpty();
      out.println(styled ? stamp + style.escape + text + RESET : stamp + text);
      out.flush();
    } finally {
      line.unlock();
    }
  }
}
