package io.kaldrix.monitor.alerting;

import io.kaldrix.monitor.api.alert.Alerts;
import io.kaldrix.monitor.api.audit.AuditTrail;
import io.kaldrix.monitor.api.engine.EngineContext;
import io.kaldrix.monitor.api.engine.EngineMeters;
import io.kaldrix.monitor.api.engine.Fence;
import io.kaldrix.monitor.api.engine.StateStore;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.plugin.Plugin;
import io.kaldrix.monitor.api.query.QueryEngine;
import io.kaldrix.monitor.api.rule.Rules;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.api.series.SeriesReader;
import io.kaldrix.monitor.api.template.TemplateEngine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A context with another fence. */
record ContextWithFence(EngineContext context, Fence fence) implements EngineContext {

  @Override
  public Labels processLabels() {
    return context.processLabels();
  }

  @Override
  public Duration tickInterval() {
    return context.tickInterval();
  }

  @Override
  public InstantSource clock() {
    return context.clock();
  }

  @Override
  public SeriesReader reader() {
    return context.reader();
  }

  @Override
  public SeriesAppender appender() {
    return context.appender();
  }

  @Override
  public QueryEngine queries() {
    return context.queries();
  }

  @Override
  public TemplateEngine templates() {
    return context.templates();
  }

  @Override
  public Alerts alerts() {
    return context.alerts();
  }

  @Override
  public Rules rules() {
    return context.rules();
  }

  @Override
  public StateStore state() {
    return context.state();
  }

  @Override
  public AuditTrail audit() {
    return context.audit();
  }

  @Override
  public EngineMeters meters() {
    return context.meters();
  }

  @Override
  public <P extends Plugin> List<P> plugins(Class<P> kind) {
    return context.plugins(kind);
  }
}
