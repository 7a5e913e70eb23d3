package io.cairn.config.collect;

/** In which form AWS Config repeats an item's tags in {@code supplementaryConfiguration.Tags}. */
enum TagForm {
  NOWHERE,
  /** {@code [{"key":…,"value":…}]}. */
  LIST,
  /** {@code {key: value}}. */
  MAP
}
