package io.cairn.config.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.config.item.ItemIntake;
import io.cairn.config.item.ItemIntake.TakenItem;
import java.util.ArrayList;
import java.util.List;

/**
 * One body on its way in: reads items into batches, each recorded in a transaction of its own. What
 * was recorded stays when a later part turns out damaged; sending the body again changes nothing.
 */
final class ItemImport implements ItemSink {
  private final ItemSpelling spelling;
  private final ItemIntake intake;
  private final ImportConfig config;
  private final List<TakenItem> batch = new ArrayList<>();
  private final List<RefusedItem> refused = new ArrayList<>();
  private long index;
  private long accepted;
  private long recorded;
  private long refusedCount;

  ItemImport(ItemSpelling spelling, ItemIntake intake, ImportConfig config) {
    this.spelling = spelling;
    this.intake = intake;
    this.config = config;
  }

  @Override
  public void item(ObjectNode item) {
    try {
      batch.add(spelling.read(item));
      index++;
    } catch (InvalidItemException e) {
      refuse(RefusedItem.Code.INVALID_MEMBER, String.valueOf(e.getMessage()));
    }
    if (batch.size() >= config.batch()) {
      flush();
    }
  }

  @Override
  public void refuse(RefusedItem.Code code, String detail) {
    if (refused.size() < config.maxRefused()) {
      refused.add(new RefusedItem(index, code, detail));
    }
    refusedCount++;
    index++;
  }

  private void flush() {
    if (!batch.isEmpty()) {
      recorded += intake.take(batch);
      accepted += batch.size();
      batch.clear();
    }
  }

  /** Whether anything at all was read. */
  boolean isEmpty() {
    return index == 0;
  }

  ImportResult finish() {
    flush();
    return new ImportResult(accepted, recorded, accepted - recorded, refusedCount, refused);
  }
}
