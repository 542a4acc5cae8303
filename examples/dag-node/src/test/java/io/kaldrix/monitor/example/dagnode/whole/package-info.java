/**
 * The monitor as a whole, with every module on the path: what no module can show alone. Read {@link
 * io.kaldrix.monitor.example.dagnode.whole.WatchedHost} first.
 */
@NullMarked
package io.kaldrix.monitor.example.dagnode.whole;

import org.jspecify.annotations.NullMarked;
