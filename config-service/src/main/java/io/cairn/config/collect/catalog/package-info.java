/**
 * All collectors of this version, in the order of discovery; the one place that knows every
 * service.
 */
@NullMarked
package io.cairn.config.collect.catalog;

import org.jspecify.annotations.NullMarked;
