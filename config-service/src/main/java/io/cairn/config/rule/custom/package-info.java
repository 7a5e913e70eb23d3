/**
 * Custom policy rules: Guard that users write, added over REST, tried on recorded history before it
 * is switched on, and explained on one item. What judges them is what judges managed rules.
 */
@NullMarked
package io.cairn.config.rule.custom;

import org.jspecify.annotations.NullMarked;
