/**
 * What the script does by itself, with a build and a launcher that only note that they were called.
 */
@NullMarked
package io.cairn.e2e.script;

import org.jspecify.annotations.NullMarked;
