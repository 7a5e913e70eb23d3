package io.cairn.eventstore.column;

import io.cairn.eventstore.Attribute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The number of an attribute in stored bytes; never reused for another one. */
public final class AttributeNumber {
  /** In {@code run_column}: the times, which are no attribute. */
  public static final int TIME = 0;

  /** Attributes that have a column: all but the event id, which each block holds as keys. */
  public static final List<Attribute> COLUMNS =
      List.of(
          Attribute.EVENT_NAME,
          Attribute.EVENT_SOURCE,
          Attribute.USERNAME,
          Attribute.RESOURCE_NAME,
          Attribute.RESOURCE_TYPE,
          Attribute.ACCESS_KEY_ID,
          Attribute.READ_ONLY,
          Attribute.ERROR_CODE,
          Attribute.SOURCE_IP_ADDRESS,
          Attribute.ACCOUNT_ID,
          Attribute.REGION,
          Attribute.PRINCIPAL_ARN);

  private AttributeNumber() {}

  /** The number of an attribute, 1 to 13. */
  public static int of(Attribute attribute) {
    return switch (attribute) {
      case EVENT_NAME -> 1;
      case EVENT_SOURCE -> 2;
      case USERNAME -> 3;
      case RESOURCE_NAME -> 4;
      case RESOURCE_TYPE -> 5;
      case ACCESS_KEY_ID -> 6;
      case READ_ONLY -> 7;
      case ERROR_CODE -> 8;
      case SOURCE_IP_ADDRESS -> 9;
      case ACCOUNT_ID -> 10;
      case REGION -> 11;
      case PRINCIPAL_ARN -> 12;
      case EVENT_ID -> 13;
    };
  }

  /** The attribute with a column of this number, or null when a later program gave it out. */
  public static @Nullable Attribute columnOf(int number) {
    for (Attribute attribute : COLUMNS) {
      if (of(attribute) == number) {
        return attribute;
      }
    }
    return null;
  }
}
