package io.kaldrix.monitor.plugin.testkit;

import io.kaldrix.monitor.api.template.Template;
import io.kaldrix.monitor.api.template.TemplateEngine;
import io.kaldrix.monitor.api.template.TemplateException;
import io.kaldrix.monitor.api.template.TemplateSurroundings;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A template engine for tests, of which the language is {@code {{ .key }}} and {@code {{ .key.inner
 * }}} and nothing more.
 */
public final class PlainFieldTemplates implements TemplateEngine {

  private static final Pattern ACTION = Pattern.compile("\\{\\{(.*?)(}}|$)", Pattern.DOTALL);
  private static final Pattern FIELDS = Pattern.compile("(\\.[A-Za-z_][A-Za-z0-9_]*)+");

  /** Creates an engine. */
  public PlainFieldTemplates() {}

  @Override
  public Template compile(String name, String text, TemplateSurroundings surroundings) {
    Matcher action = ACTION.matcher(text);
    while (action.find()) {
      if (action.group(2).isEmpty()) {
        throw new TemplateException(name, text, action.start(), "unclosed action");
      }
      if (!FIELDS.matcher(action.group(1).strip()).matches()) {
        throw new TemplateException(name, text, action.start(), "this engine knows fields alone");
      }
    }
    return new PlainTemplate(name, text);
  }

  private record PlainTemplate(String name, String text) implements Template {
    @Override
    public String fill(@Nullable Object data, Instant at) {
      return ACTION
          .matcher(text)
          .replaceAll(action -> Matcher.quoteReplacement(value(data, action.group(1).strip())));
    }

    private static String value(@Nullable Object data, String fields) {
      Object value = data;
      for (String key : fields.substring(1).split("\\.", -1)) {
        value = value instanceof Map<?, ?> map ? map.get(key) : null;
      }
      return value == null ? "" : value.toString();
    }
  }
}
