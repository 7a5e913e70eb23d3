/** Ends processes of a suite by kill -9 while events are pushed to it, and counts what is kept. */
@NullMarked
package io.cairn.e2e.kill;

import org.jspecify.annotations.NullMarked;
