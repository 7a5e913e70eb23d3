/** Topics. */
@NullMarked
package io.cairn.config.collect.sns;

import org.jspecify.annotations.NullMarked;
