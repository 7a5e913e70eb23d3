package io.cairn.config.rule;

import java.util.List;

/** Rules that somebody added while the service runs. */
public interface AddedRules {
  /** The rules as the caller's transaction sees them, so that no replica judges by older ones. */
  List<ConfigRule> rules();
}
