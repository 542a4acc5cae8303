/**
 * Frames over loopback TCP, between nodes that come, go and stall. Read {@link
 * io.kaldrix.monitor.example.dagnode.gossip.Frame} first.
 */
@NullMarked
package io.kaldrix.monitor.example.dagnode.gossip;

import org.jspecify.annotations.NullMarked;
