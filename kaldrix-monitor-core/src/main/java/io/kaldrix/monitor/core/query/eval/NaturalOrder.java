package io.kaldrix.monitor.core.query.eval;

import java.math.BigInteger;
import java.util.Comparator;

/** The order in which people put texts with numbers in them: {@code cpu2} before {@code cpu10}. */
final class NaturalOrder implements Comparator<String> {

  static final NaturalOrder ASCENDING = new NaturalOrder();

  private NaturalOrder() {}

  @Override
  public int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int endA = endOfRun(a, i);
      int endB = endOfRun(b, j);
      String runA = a.substring(i, endA);
      String runB = b.substring(j, endB);
      boolean numbers = isDigit(a.charAt(i)) && isDigit(b.charAt(j));
      int order =
          numbers ? new BigInteger(runA).compareTo(new BigInteger(runB)) : runA.compareTo(runB);
      if (order != 0) {
        return order;
      }
      i = endA;
      j = endB;
    }
    int rest = Integer.compare(a.length() - i, b.length() - j);
    return rest != 0 ? rest : a.compareTo(b);
  }

  private static int endOfRun(String text, int from) {
    boolean digits = isDigit(text.charAt(from));
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end)) == digits) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
