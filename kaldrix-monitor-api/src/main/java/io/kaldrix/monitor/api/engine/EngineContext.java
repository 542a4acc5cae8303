package io.kaldrix.monitor.api.engine;

import io.kaldrix.monitor.api.alert.Alerts;
import io.kaldrix.monitor.api.audit.AuditTrail;
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

/** What engines share. May be shared between threads. */
public interface EngineContext {

  /** Returns the labels that all series of this process have, such as {@code instance}. */
  Labels processLabels();

  /** Returns the time between ticks. */
  Duration tickInterval();

  /** Returns the clock that all engines go by. */
  InstantSource clock();

  /** Returns the door to read series. */
  SeriesReader reader();

  /** Returns the door to append series. */
  SeriesAppender appender();

  /** Returns the engine that answers PromQL. */
  QueryEngine queries();

  /** Returns the engine that reads templates. */
  TemplateEngine templates();

  /** Returns the alerts as they stand. */
  Alerts alerts();

  /** Returns the rules. */
  Rules rules();

  /** Returns the store for what must survive a restart. */
  StateStore state();

  /** Returns the record of who did what. */
  AuditTrail audit();

  /** Returns the meters for an engine's own workings. */
  EngineMeters meters();

  /** Returns the fence to run plugin code behind. */
  Fence fence();

  /** Returns the plugins of one kind that were found and are enabled, in their order. */
  <P extends Plugin> List<P> plugins(Class<P> kind);
}
