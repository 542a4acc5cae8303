package io.kaldrix.monitor.anomaly;

import io.kaldrix.monitor.api.anomaly.Anomaly;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The latest anomalies in order of their start, up to a number. May be shared between threads. */
final class AnomalyLog {

  private final int capacity;
  private final Map<Long, Anomaly> anomalies = new LinkedHashMap<>();
  private long nextId;

  AnomalyLog(int capacity) {
    this.capacity = capacity;
  }

  /** Notes an anomaly and returns the number under which it can be changed. */
  synchronized long open(Anomaly anomaly) {
    if (anomalies.size() == capacity) {
      Iterator<Long> oldest = anomalies.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    long id = nextId++;
    anomalies.put(id, anomaly);
    return id;
  }

  /** Puts {@code anomaly} in the place of what was noted under {@code id}, if it is still kept. */
  synchronized void change(long id, Anomaly anomaly) {
    anomalies.replace(id, anomaly);
  }

  synchronized List<Anomaly> recent() {
    return List.copyOf(anomalies.values());
  }
}
