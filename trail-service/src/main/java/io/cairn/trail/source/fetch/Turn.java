package io.cairn.trail.source.fetch;

/** A poll's permission to go on; asked between files and pages. */
interface Turn {
  /** False when the service stops, or when the source was changed or taken by another process. */
  boolean goesOn();
}
