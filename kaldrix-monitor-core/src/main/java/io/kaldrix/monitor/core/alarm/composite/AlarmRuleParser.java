package io.kaldrix.monitor.core.alarm.composite;

import io.kaldrix.monitor.api.rule.AlarmState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads the rule of a composite alarm:
 *
 * <pre>
 * rule   = both { OR both }          both = one { AND one }
 * one    = NOT one | ( rule ) | TRUE | FALSE | state ( alarm )
 *        | AT_LEAST ( count , [NOT] state , ( alarm { , alarm } ) )
 * state  = ALARM | OK | INSUFFICIENT_DATA          count = 2 | 50%
 * alarm  = name or ARN, in double quotes or without
 * </pre>
 *
 * <p>A name without quotes ends at a comma, a parenthesis or white space. Of an ARN the name
 * counts. Limits are CloudWatch's: 10,240 characters, 100 alarms, 500 elements.
 */
public final class AlarmRuleParser {

  static final int LONGEST = 10_240;
  static final int MOST_ALARMS = 100;
  static final int MOST_ELEMENTS = 500;

  private static final String ARN_PART = ":alarm:";

  private final String text;
  private int at;
  private int elements;

  private AlarmRuleParser(String text) {
    this.text = text;
  }

  /**
   * Returns what the rule asks.
   *
   * @throws IllegalArgumentException if it is wrong, with the place
   */
  public static AlarmCondition parse(String rule) {
    if (rule.length() > LONGEST) {
      throw new IllegalArgumentException(
          "AlarmRule has " + rule.length() + " characters, must have " + LONGEST + " or fewer");
    }
    AlarmRuleParser parser = new AlarmRuleParser(rule);
    AlarmCondition condition = parser.any();
    parser.skipSpace();
    if (parser.at < rule.length()) {
      throw parser.expected("AND, OR or the end");
    }
    Set<String> alarms = condition.alarms();
    if (alarms.size() > MOST_ALARMS) {
      throw new IllegalArgumentException(
          "AlarmRule has " + alarms.size() + " alarms, must have " + MOST_ALARMS + " or fewer");
    }
    return condition;
  }

  /** Returns the name of the alarm that a name or ARN stands for. */
  public static String nameOf(String nameOrArn) {
    int part = nameOrArn.startsWith("arn:") ? nameOrArn.indexOf(ARN_PART) : -1;
    return part < 0 ? nameOrArn : nameOrArn.substring(part + ARN_PART.length());
  }

  private AlarmCondition any() {
    List<AlarmCondition> operands = joined("OR", this::all);
    return operands.size() == 1 ? operands.get(0) : new AlarmCondition.Any(operands);
  }

  private AlarmCondition all() {
    List<AlarmCondition> operands = joined("AND", this::one);
    return operands.size() == 1 ? operands.get(0) : new AlarmCondition.All(operands);
  }

  private List<AlarmCondition> joined(String word, Supplier<AlarmCondition> operand) {
    List<AlarmCondition> operands = new ArrayList<>();
    do {
      operands.add(operand.get());
    } while (take(word));
    return operands;
  }

  private AlarmCondition one() {
    count();
    if (take("NOT")) {
      return new AlarmCondition.Not(one());
    }
    if (takeSymbol('(')) {
      AlarmCondition inner = any();
      expect(')');
      return inner;
    }
    if (take("TRUE")) {
      return new AlarmCondition.Constant(true);
    }
    if (take("FALSE")) {
      return new AlarmCondition.Constant(false);
    }
    if (take("AT_LEAST")) {
      return atLeast();
    }
    for (AlarmState state : AlarmState.values()) {
      if (take(state.name())) {
        expect('(');
        String alarm = alarm();
        expect(')');
        return new AlarmCondition.Stands(alarm, state);
      }
    }
    throw expected("ALARM, OK, INSUFFICIENT_DATA, TRUE, FALSE, NOT, AT_LEAST or '('");
  }

  private AlarmCondition atLeast() {
    expect('(');
    skipSpace();
    int start = at;
    while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    String number = text.substring(start, at);
    boolean percent = takeSymbol('%');
    double count = number.matches("\\d{1,9}(\\.\\d{1,9})?") ? Double.parseDouble(number) : -1;
    if (count <= 0 || (percent ? count > 100 : count != Math.rint(count))) {
      at = start;
      throw expected("a whole number from 1, or a percentage above 0% up to 100%");
    }
    expect(',');
    boolean negated = take("NOT");
    AlarmState state = state();
    expect(',');
    expect('(');
    List<String> alarms = new ArrayList<>();
    do {
      count();
      alarms.add(alarm());
    } while (takeSymbol(','));
    expect(')');
    expect(')');
    if (!percent && count > alarms.size()) {
      at = start;
      throw expected("a number up to " + alarms.size() + ", as there are no more alarms");
    }
    return new AlarmCondition.AtLeast(count, percent, state, negated, alarms);
  }

  private AlarmState state() {
    for (AlarmState state : AlarmState.values()) {
      if (take(state.name())) {
        return state;
      }
    }
    throw expected("ALARM, OK or INSUFFICIENT_DATA");
  }

  private String alarm() {
    skipSpace();
    int start = at;
    if (at < text.length() && text.charAt(at) == '"') {
      int end = text.indexOf('"', at + 1);
      if (end < 0) {
        throw expected("a closing quote");
      }
      at = end + 1;
      return notEmpty(start, text.substring(start + 1, end));
    }
    while (at < text.length() && !isEndOfName(text.charAt(at))) {
      at++;
    }
    return notEmpty(start, text.substring(start, at));
  }

  private String notEmpty(int start, String name) {
    if (name.isBlank()) {
      at = start;
      throw expected("the name of an alarm");
    }
    return nameOf(name);
  }

  private static boolean isEndOfName(char c) {
    return c == '(' || c == ')' || c == ',' || c == '"' || Character.isWhitespace(c);
  }

  private void count() {
    if (++elements > MOST_ELEMENTS) {
      throw new IllegalArgumentException(
          "AlarmRule has more than " + MOST_ELEMENTS + " elements, must have that or fewer");
    }
  }

  private boolean take(String word) {
    skipSpace();
    int end = at + word.length();
    if (text.startsWith(word, at) && (end == text.length() || !isOfWord(text.charAt(end)))) {
      at = end;
      return true;
    }
    return false;
  }

  private boolean takeSymbol(char symbol) {
    skipSpace();
    if (at < text.length() && text.charAt(at) == symbol) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char symbol) {
    if (!takeSymbol(symbol)) {
      throw expected("'" + symbol + "'");
    }
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isOfWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private IllegalArgumentException expected(String what) {
    String found =
        at >= text.length()
            ? "the end"
            : "'" + text.substring(at, Math.min(text.length(), at + 20)) + "'";
    return new IllegalArgumentException(
        "AlarmRule, character " + (at + 1) + ": unexpected " + found + ", expected " + what);
  }
}
