package io.kaldrix.monitor.core.template.syntax;

import io.kaldrix.monitor.api.template.TemplateException;

/** A template's text and what messages call it. */
public record Source(String name, String text) {

  /** Returns the error of something wrong at {@code offset}. */
  public TemplateException error(int offset, String problem) {
    return new TemplateException(name, text, offset, problem);
  }
}
