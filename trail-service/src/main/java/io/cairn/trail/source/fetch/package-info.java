/**
 * Fetching the log files of a source: who calls, what is listed or notified, and what goes wrong.
 */
@NullMarked
package io.cairn.trail.source.fetch;

import org.jspecify.annotations.NullMarked;
