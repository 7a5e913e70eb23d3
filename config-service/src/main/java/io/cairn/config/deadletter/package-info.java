/** Dead letters of config-service over REST; the letters themselves belong to libs/messaging. */
@NullMarked
package io.cairn.config.deadletter;

import org.jspecify.annotations.NullMarked;
