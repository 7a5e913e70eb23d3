/**
 * Who may call: the declared AWS action of every operation, and the gateway's internal token that
 * proves it was allowed.
 */
@NullMarked
package io.cairn.web.access;

import org.jspecify.annotations.NullMarked;
