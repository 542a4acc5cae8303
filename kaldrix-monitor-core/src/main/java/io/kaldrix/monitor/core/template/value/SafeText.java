package io.kaldrix.monitor.core.template.value;

/** Text that is written as it is, whatever the escaping. */
public record SafeText(String text) {

  @Override
  public String toString() {
    return text;
  }
}
