package io.kaldrix.monitor.core.template;

/**
 * What filling a template may cost.
 *
 * @param maxSteps nodes, commands and elements passed, and a share for texts made on the way
 * @param maxCharacters of the result and of each text made on the way
 * @param maxDepth how deep blocks, parentheses and templates may nest in each other
 */
public record FillLimits(long maxSteps, int maxCharacters, int maxDepth) {

  /** Room for the longest notification; the last step is done within a tenth of a second. */
  public static final FillLimits DEFAULT = new FillLimits(100_000, 1 << 18, 400);
}
