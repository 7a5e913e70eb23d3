/**
 * Findings: one for each problem, with its count, its evidence, its workflow and its history. Here
 * are the words of it; {@code record} makes findings, {@code store} keeps them, {@code api} is what
 * people see. Takes sightings from {@code detection} and verdicts from {@code compliance}; knows
 * neither.
 */
@NullMarked
package io.cairn.findings.finding;

import org.jspecify.annotations.NullMarked;
