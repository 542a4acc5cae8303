package io.kaldrix.monitor.api.alert;

/**
 * What raised an alert, for those who want to look at it again.
 *
 * @param group the name of the rule's group
 * @param rule the rule's name
 * @param expression what it is about, in PromQL unless the rule is of another kind
 */
public record AlertGenerator(String group, String rule, String expression) {

  /** Nothing is known. */
  public static final AlertGenerator UNKNOWN = new AlertGenerator("", "", "");
}
