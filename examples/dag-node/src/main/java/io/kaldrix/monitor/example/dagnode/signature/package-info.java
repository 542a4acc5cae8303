/**
 * Hashes, keys and signatures as values. Read {@link
 * io.kaldrix.monitor.example.dagnode.signature.Signer} first.
 */
@NullMarked
package io.kaldrix.monitor.example.dagnode.signature;

import org.jspecify.annotations.NullMarked;
