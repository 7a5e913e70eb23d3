/**
 * The managed rules that ship with the suite: one YAML file a rule (docs/reference/rule-files.md),
 * loaded and checked once into an immutable catalog, judged on one configuration item at a time. No
 * framework, no I/O but reading its own resources.
 */
@NullMarked
package io.cairn.rules;

import org.jspecify.annotations.NullMarked;
