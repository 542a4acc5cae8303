package io.kaldrix.monitor.core.series;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps each name and value of labels in memory once, however many series have it, for as long as
 * one has it. Used under the store's lock.
 */
final class LabelPool {

  private static final class Text {
    private final String text;
    private int holders;

    Text(String text) {
      this.text = text;
    }
  }

  private final Map<String, Text> texts = new HashMap<>();
  private long bytes;

  /** Returns an equal label set whose texts are shared; {@link #giveBack} lets them go. */
  Labels share(Labels labels) {
    Labels.Builder shared = Labels.builder();
    for (Label label : labels) {
      shared.set(hold(label.name()), hold(label.value()));
    }
    bytes += bytesOf(labels);
    return shared.build();
  }

  private String hold(String text) {
    Text held = texts.get(text);
    if (held == null) {
      held = new Text(text);
      texts.put(text, held);
      bytes += bytesOf(text);
    }
    held.holders++;
    return held.text;
  }

  void giveBack(Labels labels) {
    for (Label label : labels) {
      letGo(label.name());
      letGo(label.value());
    }
    bytes -= bytesOf(labels);
  }

  private void letGo(String text) {
    Text held = texts.get(text);
    if (held != null && --held.holders == 0) {
      texts.remove(text);
      bytes -= bytesOf(text);
    }
  }

  int size() {
    return texts.size();
  }

  /** Returns about how much memory the label sets and their texts take. */
  long bytes() {
    return bytes;
  }

  private static long bytesOf(Labels labels) {
    return 40 + 8L * labels.size(); // the set and its array of references
  }

  private static long bytesOf(String text) {
    return 128L + text.length(); // the text and its bytes, the count, the map's entry
  }
}
