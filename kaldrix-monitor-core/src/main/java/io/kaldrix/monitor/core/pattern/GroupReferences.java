package io.kaldrix.monitor.core.pattern;

import com.google.re2j.Matcher;
import java.util.Map;

/**
 * {@code $1}, {@code ${1}} and {@code ${name}} in a text, as Go reads them: {@code $$} is a dollar
 * sign, a name is the longest run of letters, digits and underscores, an unknown group is replaced
 * by nothing, a dollar sign that begins no reference stays.
 */
final class GroupReferences {

  private GroupReferences() {}

  /** Returns the text with its references replaced by what the groups matched. */
  static String expand(Matcher match, Map<String, Integer> names, String template) {
    StringBuilder expanded = new StringBuilder(template.length());
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at);
      if (c != '$') {
        expanded.append(c);
        at++;
        continue;
      }
      if (template.startsWith("$$", at)) {
        expanded.append('$');
        at += 2;
        continue;
      }
      boolean braced = template.startsWith("${", at);
      int from = at + (braced ? 2 : 1);
      int to = from;
      while (to < template.length() && isNameLetter(template.charAt(to))) {
        to++;
      }
      boolean closed = !braced || (to < template.length() && template.charAt(to) == '}');
      if (to == from || !closed) {
        expanded.append('$');
        at++;
        continue;
      }
      expanded.append(group(match, names, template.substring(from, to)));
      at = braced ? to + 1 : to;
    }
    return expanded.toString();
  }

  private static String group(Matcher match, Map<String, Integer> names, String name) {
    Integer number = names.get(name);
    if (number == null && name.length() <= 4 && name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      number = Integer.valueOf(name);
    }
    if (number == null || number > match.groupCount()) {
      return "";
    }
    String matched = match.group(number);
    return matched == null ? "" : matched;
  }

  private static boolean isNameLetter(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
