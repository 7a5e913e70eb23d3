package io.cairn.config.item;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** AWS Config's statuses of a configuration item, under the names it writes. */
public enum ItemStatus {
  OK("OK"),
  DISCOVERED("ResourceDiscovered"),
  NOT_RECORDED("ResourceNotRecorded"),
  DELETED("ResourceDeleted"),
  DELETED_NOT_RECORDED("ResourceDeletedNotRecorded");

  private final String text;

  ItemStatus(String text) {
    this.text = text;
  }

  /** AWS's spelling. */
  @JsonValue
  public String text() {
    return text;
  }

  /** Whether the resource is gone. */
  public boolean isDeleted() {
    return this == DELETED || this == DELETED_NOT_RECORDED;
  }

  /** Whether the item says what the resource looks like. */
  public boolean isRecorded() {
    return this == OK || this == DISCOVERED;
  }

  /**
   * Reads AWS's spelling, also those of form 1.0 ({@code Ok}, {@code Discovered}, {@code Deleted});
   * empty for anything else.
   */
  public static Optional<ItemStatus> read(String text) {
    return switch (text) {
      case "Ok" -> Optional.of(OK);
      case "Discovered" -> Optional.of(DISCOVERED);
      case "Deleted" -> Optional.of(DELETED);
      default -> Arrays.stream(values()).filter(s -> s.text.equals(text)).findFirst();
    };
  }

  /** Reads what {@link #text()} wrote; anything else is a bug. */
  @JsonCreator
  public static ItemStatus of(String text) {
    return read(text).orElseThrow(() -> new IllegalArgumentException("unknown status: " + text));
  }
}
