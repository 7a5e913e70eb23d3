package io.cairn.standalone;

/** What a suite does about AOT caches. */
enum Aot {
  /** Uses those that fit, and makes the missing ones when the machine is idle. */
  USE_AND_MAKE,
  /** Uses those that fit. */
  USE,
  /** Uses none and records all: only for the suite that is started to make them. */
  RECORD
}
