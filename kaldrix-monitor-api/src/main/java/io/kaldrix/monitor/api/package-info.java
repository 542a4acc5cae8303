/**
 * The door of the product. Read {@link io.kaldrix.monitor.api.Monitor}: each of its methods opens
 * one domain, which has a package of its own.
 *
 * <p>Floor: the top of this module.
 */
@NullMarked
package io.kaldrix.monitor.api;

import org.jspecify.annotations.NullMarked;
