package io.kaldrix.monitor.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.label.Labels;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryValuesTest {

  @ParameterizedTest
  @CsvSource({"0, 1:1", "3, 1:4", "4, 2:1", "7, 2:4", "9, 3:1", "100, 3:2"})
  void anErrorSaysLineAndColumn(int offset, String place) {
    QueryException error = new QueryException("sum\nabcd\n)", offset, "unexpected");
    assertThat(error).hasMessage(place + ": unexpected in 'sum\nabcd\n)'");
    assertThat(error.offset()).isEqualTo(offset);
    assertThat(error.expression()).isEqualTo("sum\nabcd\n)");
  }

  @Test
  void anErrorOfTheWholeHasNoPlace() {
    assertThat(new QueryException("up", QueryException.NOWHERE, "too many samples"))
        .hasMessage("too many samples in 'up'");
  }

  @Test
  void aScalarIsAVectorOfOneSampleWithoutLabels() {
    assertThat(QueryResult.of(new QueryValue.Scalar(10, 7)).vector().samples())
        .containsExactly(new VectorSample(Labels.EMPTY, 10, 7));
  }

  @Test
  void aVectorIsItself() {
    QueryValue.InstantVector vector =
        new QueryValue.InstantVector(List.of(new VectorSample(Labels.of("a", "b"), 10, 7)));
    assertThat(QueryResult.of(vector).vector()).isSameAs(vector);
    assertThat(QueryResult.of(vector).warnings()).isEmpty();
    assertThat(QueryResult.of(vector).infos()).isEmpty();
  }

  @Test
  void textsAndRangesAreNoVector() {
    assertThatThrownBy(() -> QueryResult.of(new QueryValue.Text("x")).vector())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the query's answer is a string, not an instant vector or scalar");
    assertThatThrownBy(() -> QueryResult.of(new QueryValue.RangeVector(List.of())).vector())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the query's answer is a range vector, not an instant vector or scalar");
  }
}
