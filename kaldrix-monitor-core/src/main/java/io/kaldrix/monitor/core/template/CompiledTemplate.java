package io.kaldrix.monitor.core.template;

import io.kaldrix.monitor.api.template.Template;
import io.kaldrix.monitor.core.template.syntax.Definition;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A checked template and all that it may invoke. */
public final class CompiledTemplate implements Template {

  private final TemplateCompiler compiler;
  private final Definition main;
  private final Map<String, Definition> definitions;

  CompiledTemplate(
      TemplateCompiler compiler, Definition main, Map<String, Definition> definitions) {
    this.compiler = compiler;
    this.main = main;
    this.definitions = definitions;
  }

  @Override
  public String name() {
    return main.name();
  }

  @Override
  public String fill(@Nullable Object data, Instant at) {
    return filling(data, at).fill();
  }

  Filling filling(@Nullable Object data, Instant at) {
    return new Filling(compiler, definitions, main, data, at);
  }
}
