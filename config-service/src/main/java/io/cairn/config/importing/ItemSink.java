package io.cairn.config.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Takes what was read of a body, in order. */
interface ItemSink {
  /** An item, in whatever spelling. */
  void item(ObjectNode item);

  /** Something in an item's place that is none. */
  void refuse(RefusedItem.Code code, String detail);
}
