package io.cairn.sigma.expression;

import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalField;

/** Parts of a timestamp; weeks are ISO weeks. */
public enum TimePart {
  MINUTE(ChronoField.MINUTE_OF_HOUR, 0, 59),
  HOUR(ChronoField.HOUR_OF_DAY, 0, 23),
  DAY(ChronoField.DAY_OF_MONTH, 1, 31),
  WEEK(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 1, 53),
  MONTH(ChronoField.MONTH_OF_YEAR, 1, 12),
  YEAR(ChronoField.YEAR, 1, 9999);

  private final TemporalField field;
  private final int lowest;
  private final int highest;

  TimePart(TemporalField field, int lowest, int highest) {
    this.field = field;
    this.lowest = lowest;
    this.highest = highest;
  }

  /** This part of a timestamp. */
  public int of(LocalDateTime time) {
    return time.get(field);
  }

  /** The lowest value that occurs. */
  public int lowest() {
    return lowest;
  }

  /** The highest value that occurs. */
  public int highest() {
    return highest;
  }
}
