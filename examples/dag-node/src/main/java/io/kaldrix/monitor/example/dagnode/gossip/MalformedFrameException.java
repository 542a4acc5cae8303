package io.kaldrix.monitor.example.dagnode.gossip;

import java.io.IOException;

/** Bytes on a socket that are no frame, or a frame that does not belong there. */
final class MalformedFrameException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedFrameException(String message) {
    super(message);
  }

  MalformedFrameException(String message, Throwable cause) {
    super(message, cause);
  }
}
