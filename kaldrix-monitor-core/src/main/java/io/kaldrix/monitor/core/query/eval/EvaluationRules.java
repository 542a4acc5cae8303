package io.kaldrix.monitor.core.query.eval;

/**
 * What all evaluations of an engine go by.
 *
 * @param lookbackMillis how old the newest sample of a series may be to count as its value
 * @param subqueryStepMillis the step of subqueries that give none
 * @param names when metric names are taken away
 * @param startTimestamps whether the start of a counter counts where it is known
 * @param leftClosed whether a stretch of time includes its first instant
 */
public record EvaluationRules(
    long lookbackMillis,
    long subqueryStepMillis,
    NameRemoval names,
    boolean startTimestamps,
    boolean leftClosed) {

  /** Returns the instant after which samples belong to a stretch that starts at another. */
  public long openStart(long startMillis) {
    return leftClosed ? startMillis - 1 : startMillis;
  }
}
