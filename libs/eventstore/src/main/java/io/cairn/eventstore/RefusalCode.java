package io.cairn.eventstore;

/** Why a record cannot be an event of the store. */
public enum RefusalCode {
  /** The bytes are not one JSON object in UTF-8. */
  NOT_JSON,
  /** The record is longer than {@link EventScanner#MAX_RECORD_BYTES}. */
  TOO_LARGE,
  /** Objects and lists nest deeper than the limit. */
  TOO_DEEP,
  /** An object holds the same name twice, so readers would disagree about its value. */
  DUPLICATE_KEY,
  /** There is no {@code eventID}, or it is empty or longer than 256 characters. */
  EVENT_ID_INVALID,
  /** There is no {@code eventTime}, or it is no time between the years 2000 and 2100. */
  EVENT_TIME_INVALID,
  /** Neither the record nor its source names an account. */
  ACCOUNT_MISSING
}
