package io.kaldrix.monitor.core.series.chunk;

/** Says that bytes are not what an encoder wrote, and where that showed. */
public final class DamagedChunkException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public DamagedChunkException(String message) {
    super(message);
  }
}
