/** Background loops: woken at once by who has work, and by the clock for what was missed. */
@NullMarked
package io.cairn.config.worker;

import org.jspecify.annotations.NullMarked;
