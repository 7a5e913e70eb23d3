/** What config-service holds and how complete it is, in one answer. */
@NullMarked
package io.cairn.config.status;

import org.jspecify.annotations.NullMarked;
