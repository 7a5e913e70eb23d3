/**
 * Looking again at what an event touched: from a CloudTrail record to resources, and from a
 * resource to a prompt, coalesced look through its collector.
 */
@NullMarked
package io.cairn.config.look;

import org.jspecify.annotations.NullMarked;
