package io.kaldrix.monitor.api.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a template may use beside its own text.
 *
 * @param files texts by name in their order; what they define can be invoked, a later definition
 *     takes the place of an earlier one
 * @param functions further functions by name; they take any number of arguments
 * @param escaping what is done to each value that is filled in
 */
public record TemplateSurroundings(
    Map<String, String> files, Map<String, TemplateFunction> functions, Escaping escaping) {

  /** Nothing beside its own text, nothing escaped. */
  public static final TemplateSurroundings NONE =
      new TemplateSurroundings(Map.of(), Map.of(), Escaping.NONE);

  /** What is done to each value that is filled in. */
  public enum Escaping {
    /** Nothing. */
    NONE,
    /**
     * Characters that mean something in HTML are replaced, except in what {@code safeHtml} returns.
     * Fit for text between tags and for quoted attributes, not for scripts or URLs.
     */
    HTML
  }

  /** Creates surroundings of copies. */
  public TemplateSurroundings {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    functions = Map.copyOf(functions);
  }

  /** Returns these surroundings with other files. */
  public TemplateSurroundings withFiles(Map<String, String> others) {
    return new TemplateSurroundings(others, functions, escaping);
  }

  /** Returns these surroundings with other functions. */
  public TemplateSurroundings withFunctions(Map<String, TemplateFunction> others) {
    return new TemplateSurroundings(files, others, escaping);
  }

  /** Returns these surroundings with another escaping. */
  public TemplateSurroundings withEscaping(Escaping other) {
    return new TemplateSurroundings(files, functions, other);
  }
}
