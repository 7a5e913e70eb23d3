/**
 * Rules and their verdicts. Every recorded item is judged in the transaction that records it; items
 * from before a rule came or changed are judged in the background. Owns the tables of rule
 * settings, rule progress, verdicts and their changes; tells of changes on {@code
 * config.compliance.changed.v1}.
 */
@NullMarked
package io.cairn.config.rule;

import org.jspecify.annotations.NullMarked;
