package io.cairn.config.collect.sdk;

/** In which form AWS Config repeats an item's tags in {@code supplementaryConfiguration.Tags}. */
public enum TagForm {
  NOWHERE,
  /** {@code [{"key":…,"value":…}]}. */
  LIST,
  /** {@code {key: value}}. */
  MAP
}
