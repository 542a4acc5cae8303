package io.kaldrix.monitor.api.template;

/**
 * Reads templates written in Go's {@code text/template} language, with the functions that
 * Alertmanager adds to it. May be shared between threads.
 *
 * <p>What can be known of a template before there is data is checked when it is compiled: its
 * syntax, that functions and variables exist and functions get as many arguments as they take, that
 * the templates it invokes are defined.
 */
public interface TemplateEngine {

  /**
   * Returns a template ready to be filled many times.
   *
   * @param name what messages call the template
   * @throws TemplateException if the text is wrong, with the place in it
   */
  default Template compile(String name, String text) {
    return compile(name, text, TemplateSurroundings.NONE);
  }

  /**
   * Returns a template that may also use what its surroundings offer.
   *
   * @param name what messages call the template
   * @throws TemplateException if the text, or one of the surroundings' files, is wrong
   */
  Template compile(String name, String text, TemplateSurroundings surroundings);
}
