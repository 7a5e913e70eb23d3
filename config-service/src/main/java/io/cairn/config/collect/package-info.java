/**
 * Collectors: how each recorded resource type is listed, described and spelled. Most types are
 * declarations over the AWS SDK's own models; code stands only where AWS Config's spelling has no
 * rule. A fact that AWS says does not exist is an explicit null or AWS Config's own empty form; a
 * fact that could not be read is missing and its part is named stale.
 */
@NullMarked
package io.cairn.config.collect;

import org.jspecify.annotations.NullMarked;
