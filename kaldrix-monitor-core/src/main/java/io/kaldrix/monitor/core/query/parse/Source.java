package io.kaldrix.monitor.core.query.parse;

import io.kaldrix.monitor.api.query.QueryException;

/** The text of one expression, and what is wrong with it. */
record Source(String text) {

  QueryException error(int offset, String problem) {
    return new QueryException(text, offset, problem);
  }
}
