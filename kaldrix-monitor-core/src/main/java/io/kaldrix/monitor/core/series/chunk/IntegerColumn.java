package io.kaldrix.monitor.core.series.chunk;

/**
 * How integers lie in bytes: a rule foretells each from those before it, and what it is off by is
 * packed in as few bits as the largest of these residuals needs.
 *
 * <pre>
 * byte 0      bits 0-1 the rule, bit 2 patched, bit 3 shifted, bits 4-7 the owner's
 * byte 1      bits 0-6 the width: 0 to 56, or 64; bit 7 the owner's
 * byte        the shift, if shifted
 * zigzags     the rule's numbers: {@code LEVEL} none, {@code LINE} the step, {@code DELTA} the
 *             first integer, {@code DELTA_OF_DELTA} the first integer and the first difference
 * zigzag      the base, the least of the packed residuals
 * varint      if patched, the number of patches; for each of them
 *   varint      how far it is from the one before, the first from -1
 *   zigzag      the residual less the base, shifted
 * bits        the residuals less the base, shifted, those patched with any bits
 * </pre>
 *
 * <p>Residuals relative to their least and packed in one width are known as frame of reference, and
 * patches for the few that would spoil the width as PFOR (Zukowski, Héman, Nes, Boncz: Super-Scalar
 * RAM-CPU Cache Compression, ICDE 2006). Arithmetic wraps around, so any integers will do. The
 * shift takes out zeros that all residuals end with, as sizes in pages and widened floats have.
 */
final class IntegerColumn {

  /** Each number is near one level. */
  static final int LEVEL = 0;

  /** Each number is near {@code index * step}. */
  static final int LINE = 1;

  /** Each number is near the one before it. */
  static final int DELTA = 2;

  /** Each number is about as far from the one before it as that is from its predecessor. */
  static final int DELTA_OF_DELTA = 3;

  static final int RULE = 0x03;
  static final int PATCHED = 0x04;
  static final int SHIFTED = 0x08;
  static final int OWNERS_SHIFT = 4;

  static final int WIDTH = 0x7f;
  static final int OWNERS_FLAG = 0x80;

  private IntegerColumn() {}

  /**
   * Returns how many of {@code count} integers the rule has numbers for, so that none is packed.
   */
  static int leading(int rule, int count) {
    return switch (rule) {
      case DELTA -> Math.min(1, count);
      case DELTA_OF_DELTA -> Math.min(2, count);
      default -> 0;
    };
  }
}
