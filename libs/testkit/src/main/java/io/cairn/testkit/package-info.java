/**
 * What tests stand on: real servers, keys for the internal token, architecture rules. Never on a
 * production class path.
 */
@NullMarked
package io.cairn.testkit;

import org.jspecify.annotations.NullMarked;
