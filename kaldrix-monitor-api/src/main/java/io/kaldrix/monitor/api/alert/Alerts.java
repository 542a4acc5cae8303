package io.kaldrix.monitor.api.alert;

import java.util.List;

/** The alerts as they stand now. May be shared between threads. */
public interface Alerts {

  /** Returns pending and firing alerts, worst first, then in order of labels. */
  List<Alert> active();

  /** Returns the firing ones of {@link #active()}. */
  default List<Alert> firing() {
    return active().stream().filter(Alert::isFiring).toList();
  }
}
