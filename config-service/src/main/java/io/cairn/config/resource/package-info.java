/**
 * Recorded resources over REST: lists, history with causes and rule changes, differences, states as
 * of a time, relationships in both directions. Reads what the other features own; owns nothing.
 */
@NullMarked
package io.cairn.config.resource;

import org.jspecify.annotations.NullMarked;
