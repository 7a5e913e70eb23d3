package io.cairn.config.rule;

import java.util.List;

/** Where rules come from. */
interface RuleSource {
  /** The rules, ordered by name; the same list for as long as the process lives. */
  List<ConfigRule> rules();
}
