package io.kaldrix.monitor.plugin.testkit;

import io.kaldrix.monitor.api.template.TemplateEngine;

class PlainFieldTemplatesTest implements TemplateEngineContract {

  @Override
  public TemplateEngine engine() {
    return new PlainFieldTemplates();
  }
}
