package io.cairn.config.item;

/** How an item came. */
public enum Origin {
  /** A collector looked. */
  LOOK,
  /** Pushed or imported over REST: AWS Config's own items, or another recorder's. */
  INTAKE
}
