/** Trails with their status and selectors. */
@NullMarked
package io.cairn.config.collect.cloudtrail;

import org.jspecify.annotations.NullMarked;
