package io.kaldrix.monitor.api.compliance;

/**
 * A control of a standard.
 *
 * @param standard the catalogue's id, such as {@code soc2_tsc_2017}
 * @param control the control's id in it, such as {@code CC6.7}
 */
public record ControlReference(String standard, String control)
    implements Comparable<ControlReference> {

  /** Creates a reference. */
  public ControlReference {
    if (standard.isBlank() || control.isBlank()) {
      throw new IllegalArgumentException(
          "control reference '" + standard + "/" + control + "' lacks a part");
    }
  }

  /** Compares by standard, then by control. */
  @Override
  public int compareTo(ControlReference other) {
    int byStandard = standard.compareTo(other.standard);
    return byStandard != 0 ? byStandard : control.compareTo(other.control);
  }

  /** Returns the reference as reports write it, such as {@code soc2_tsc_2017/CC6.7}. */
  @Override
  public String toString() {
    return standard + "/" + control;
  }
}
