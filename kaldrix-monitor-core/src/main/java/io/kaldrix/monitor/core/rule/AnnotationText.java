package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.label.Labels;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text in which {@code {{ $labels.name }}} and {@code {{ $value }}} stand for what a rule's
 * expression returned. Checked when it is made.
 */
final class AnnotationText {

  private static final Pattern ACTION = Pattern.compile("\\{\\{(.*?)\\}\\}", Pattern.DOTALL);
  private static final Pattern LABEL = Pattern.compile("\\$labels\\.([A-Za-z_][A-Za-z0-9_]*)");
  private static final MathContext SIX_DIGITS = new MathContext(6);

  /** A piece of the text for one answer. */
  @FunctionalInterface
  private interface Piece {
    String of(Labels labels, double value);
  }

  private final List<Piece> pieces;

  private AnnotationText(List<Piece> pieces) {
    this.pieces = pieces;
  }

  /**
   * Returns the text ready to be filled in.
   *
   * @param where what the text is part of, for the message
   * @throws IllegalArgumentException if something else stands between double braces
   */
  static AnnotationText parse(String where, String text) {
    List<Piece> pieces = new ArrayList<>();
    Matcher action = ACTION.matcher(text);
    int end = 0;
    while (action.find()) {
      addLiteral(pieces, text.substring(end, action.start()));
      pieces.add(piece(where, action.group(1).strip()));
      end = action.end();
    }
    addLiteral(pieces, text.substring(end));
    return new AnnotationText(pieces);
  }

  private static void addLiteral(List<Piece> pieces, String literal) {
    if (!literal.isEmpty()) {
      pieces.add((labels, value) -> literal);
    }
  }

  private static Piece piece(String where, String action) {
    if (action.equals("$value")) {
      return (labels, value) -> number(value);
    }
    Matcher label = LABEL.matcher(action);
    if (label.matches()) {
      String name = label.group(1);
      return (labels, value) -> labels.value(name);
    }
    throw new IllegalArgumentException(
        where + " has {{ " + action + " }}, must be {{ $labels.NAME }} or {{ $value }}");
  }

  /** Returns the text for one answer. */
  String fill(Labels labels, double value) {
    StringBuilder filled = new StringBuilder();
    pieces.forEach(piece -> filled.append(piece.of(labels, value)));
    return filled.toString();
  }

  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
    }
    BigDecimal rounded = new BigDecimal(value).round(SIX_DIGITS).stripTrailingZeros();
    return Math.abs(rounded.scale()) > 12 ? rounded.toString() : rounded.toPlainString();
  }
}
