package io.kaldrix.monitor.core.template;

import io.kaldrix.monitor.api.template.Template;
import io.kaldrix.monitor.api.template.TemplateEngine;
import io.kaldrix.monitor.api.template.TemplateSurroundings;
import io.kaldrix.monitor.core.template.function.AlertmanagerFunctions;
import io.kaldrix.monitor.core.template.function.FunctionSet;
import io.kaldrix.monitor.core.template.syntax.Arity;
import java.util.Map;

/** The template engine that is offered to all engines, with Alertmanager's functions. */
public final class GoTemplates implements TemplateEngine {

  @Override
  public Template compile(String name, String text, TemplateSurroundings surroundings) {
    FunctionSet.Builder functions = AlertmanagerFunctions.ALL.toBuilder();
    surroundings
        .functions()
        .forEach(
            (function, body) ->
                functions.add(function, 0, Arity.MANY, call -> body.apply(call.arguments())));
    TemplateCompiler compiler =
        new TemplateCompiler(
            functions.build(), Map.of(), surroundings.escaping(), FillLimits.DEFAULT);
    return compiler.compile(name, text, surroundings.files());
  }
}
