package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.label.Labels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The histograms of both kinds in a vector. Of which there are both, neither counts: nobody knows
 * which was meant.
 *
 * @param natives elements that are histograms
 * @param classics histograms of several elements
 */
record HistogramVector(List<Element> natives, List<ClassicHistogram> classics) {

  /** Returns the histograms of an argument; warns of those of which there are both kinds. */
  static HistogramVector of(Invocation call, int argument) {
    List<ClassicHistogram> classics = ClassicHistogram.in(call, argument);
    Set<Labels> both = new HashSet<>();
    Set<Labels> labelsOfClassics = new HashSet<>();
    classics.forEach(histogram -> labelsOfClassics.add(histogram.labels()));
    List<Element> natives = new ArrayList<>();
    for (Element element : call.vector(argument)) {
      if (!element.isHistogram()) {
        continue;
      }
      if (labelsOfClassics.contains(element.labels())) {
        both.add(element.labels());
        call.warn(
            argument,
            "vector contains a mix of classic and native histograms"
                + ClassicHistogram.nameOf(element.labels()));
      } else {
        natives.add(element.at(call.atMillis()));
      }
    }
    return new HistogramVector(
        natives,
        classics.stream().filter(histogram -> !both.contains(histogram.labels())).toList());
  }
}
