package io.cairn.config.rule;

import jakarta.inject.Singleton;

/** All rules, those that ship and those that somebody added. */
@Singleton
class Rules {
  private final RuleSource shipped;
  private final AddedRules added;

  Rules(RuleSource shipped, AddedRules added) {
    this.shipped = shipped;
    this.added = added;
  }

  /** The rules as the caller's transaction sees them; take it once for a piece of work. */
  RuleBook book() {
    return new RuleBook(shipped.rules(), added.rules());
  }
}
