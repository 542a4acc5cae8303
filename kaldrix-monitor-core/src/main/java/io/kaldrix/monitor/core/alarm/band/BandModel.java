package io.kaldrix.monitor.core.alarm.band;

import java.util.Optional;

/** Learns what to expect of a metric. Implementations hold no state; threads may share them. */
@FunctionalInterface
public interface BandModel {

  /** Returns what the past says of the future, empty if there is too little of it. */
  Optional<Expectation> learn(History past);
}
