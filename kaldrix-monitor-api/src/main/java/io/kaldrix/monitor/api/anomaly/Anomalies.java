package io.kaldrix.monitor.api.anomaly;

import io.kaldrix.monitor.api.label.Labels;
import java.util.List;

/** What detection watches and has found. May be shared between threads. */
public interface Anomalies {

  /** Returns the labels of all series that are watched now, in ascending order. */
  List<Labels> watched();

  /** Returns the latest anomalies, oldest first, those that go on among them. */
  List<Anomaly> recent();
}
