/**
 * The day's business: wallets that pay each other. Read {@link
 * io.kaldrix.monitor.example.dagnode.load.LoadGenerator} first.
 */
@NullMarked
package io.kaldrix.monitor.example.dagnode.load;

import org.jspecify.annotations.NullMarked;
