/**
 * Texts with blanks, in the template language that users of Prometheus and Alertmanager know. Read
 * {@link io.kaldrix.monitor.api.template.TemplateEngine} first.
 *
 * <p>Floor: the ground.
 */
@NullMarked
package io.kaldrix.monitor.api.template;

import org.jspecify.annotations.NullMarked;
