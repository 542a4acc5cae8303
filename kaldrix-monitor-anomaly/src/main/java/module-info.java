/** Detectors, and the engine that runs them over series. */
module io.kaldrix.monitor.anomaly {
  requires static org.jspecify;
  requires transitive io.kaldrix.monitor.api;
  requires org.slf4j;

  uses io.kaldrix.monitor.api.anomaly.DetectorProvider;

  provides io.kaldrix.monitor.api.anomaly.DetectorProvider with
      io.kaldrix.monitor.anomaly.control.ZScoreDetector.Provider;
  provides io.kaldrix.monitor.api.engine.MonitorEngineProvider with
      io.kaldrix.monitor.anomaly.DetectionEngine.Provider;
}
