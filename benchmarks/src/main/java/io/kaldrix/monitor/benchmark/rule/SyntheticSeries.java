package io.kaldrix.monitor.benchmark.rule;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The series that the bench's generator makes, of which each value is a function of the tick. */
final class SyntheticSeries {

  static final int TICK_SECONDS = 10;

  private final List<Object> series;
  private final List<Labels> labels = new ArrayList<>();
  private final MethodHandle value;

  private SyntheticSeries(List<Object> series, MethodHandle value) {
    this.series = series;
    this.value = value;
  }

  /** Loads the generator from compiled classes. */
  static SyntheticSeries load(Path classes, int services)
      throws IOException, ReflectiveOperationException {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      Class<?> synth = loader.loadClass("Synth");
      Class<?> one = loader.loadClass("Synth$Series");
      Object made = synth.getConstructor(int.class).newInstance(services);
      MethodHandle value =
          MethodHandles.publicLookup()
              .findStatic(synth, "value", MethodType.methodType(double.class, one, long.class))
              .asType(MethodType.methodType(double.class, Object.class, long.class));
      List<Object> all = List.copyOf((List<?>) synth.getField("series").get(made));
      SyntheticSeries series = new SyntheticSeries(all, value);
      for (Object each : all) {
        Labels.Builder labels = Labels.of((String[]) one.getField("labels").get(each)).toBuilder();
        labels.set(Label.METRIC_NAME, (String) one.getField("name").get(each));
        series.labels.add(labels.build());
      }
      return series;
    }
  }

  List<Labels> labels() {
    return labels;
  }

  double value(int index, long tick) {
    try {
      return (double) value.invokeExact(series.get(index), tick);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
