package io.kaldrix.monitor.core.query.parse;

import io.kaldrix.monitor.core.query.ast.QuotedText;
import java.util.ArrayList;
import java.util.List;

/** Reads names of labels in parentheses. */
final class LabelNames {

  private final Source source;
  private final Cursor cursor;

  LabelNames(Source source, Cursor cursor) {
    this.source = source;
    this.cursor = cursor;
  }

  List<String> read() {
    if (!cursor.peek().is("(")) {
      throw cursor.unexpectedIn("grouping opts", "\"(\"");
    }
    cursor.take();
    List<String> names = new ArrayList<>();
    while (!cursor.peek().is(")")) {
      Token name = cursor.peek();
      boolean plain = name.kind() == Token.Kind.WORD && name.text().indexOf(':') < 0;
      if (!plain && name.kind() != Token.Kind.STRING) {
        throw cursor.unexpectedIn("grouping opts", "label");
      }
      names.add(checked(source, name));
      cursor.take();
      if (cursor.peek().is(",")) {
        cursor.take();
      } else if (!cursor.peek().is(")")) {
        throw cursor.unexpectedIn("grouping opts", "\",\" or \")\"");
      }
    }
    cursor.take();
    return names;
  }

  /** Returns what a token says if it can be the name of a label. */
  static String checked(Source source, Token name) {
    if (name.text().isEmpty() || !QuotedText.isValid(name.text())) {
      throw source.error(name.offset(), "invalid label name " + QuotedText.quote(name.text()));
    }
    return name.text();
  }
}
