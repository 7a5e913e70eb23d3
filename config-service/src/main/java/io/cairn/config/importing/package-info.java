/**
 * Items by push and by import: AWS Config's messages, API answers, snapshot and history files, and
 * other recorders' items of the same form. Owns nothing; hands checked items to {@code item}.
 */
@NullMarked
package io.cairn.config.importing;

import org.jspecify.annotations.NullMarked;
