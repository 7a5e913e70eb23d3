/**
 * Matches that make no finding yet: a detection that runs silently is counted and can be looked at
 * before anybody is told. Owns the tables silent_tally and silent_match.
 */
@NullMarked
package io.cairn.findings.silent;

import org.jspecify.annotations.NullMarked;
