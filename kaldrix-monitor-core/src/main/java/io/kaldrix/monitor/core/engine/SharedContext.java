package io.kaldrix.monitor.core.engine;

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

/** What engines share, put together once. */
public record SharedContext(
    Labels processLabels,
    Duration tickInterval,
    InstantSource clock,
    SeriesReader reader,
    SeriesAppender appender,
    QueryEngine queries,
    TemplateEngine templates,
    Alerts alerts,
    Rules rules,
    StateStore state,
    AuditTrail audit,
    EngineMeters meters,
    Fence fence,
    PluginCatalog catalog)
    implements EngineContext {

  @Override
  public <P extends Plugin> List<P> plugins(Class<P> kind) {
    return catalog.of(kind);
  }
}
