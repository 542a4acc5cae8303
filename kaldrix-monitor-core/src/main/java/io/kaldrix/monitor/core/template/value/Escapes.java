package io.kaldrix.monitor.core.template.value;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Texts made fit for other languages, as Go's {@code text/template} does it. */
public final class Escapes {

  private Escapes() {}

  /** Returns text that HTML shows as it is. */
  public static String html(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> escaped.append("&#34;");
        case '\'' -> escaped.append("&#39;");
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case 0 -> escaped.append('\uFFFD');
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** Returns text for between the quotes of a string in JavaScript. */
  public static String javaScript(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\\' || c == '\'' || c == '"') {
                escaped.append('\\').appendCodePoint(c);
              } else if (c < 32 || "<>&=".indexOf(c) >= 0 || !Quoting.isPrintable(c)) {
                escaped.append(String.format(Locale.ROOT, "\\u%04X", c));
              } else {
                escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }

  /** Returns text for a value in a URL's query. */
  public static String query(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~");
  }

  /**
   * Returns what a value in a URL's query says.
   *
   * @throws IllegalArgumentException if a percent sign begins no byte
   */
  public static String unescapedQuery(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
