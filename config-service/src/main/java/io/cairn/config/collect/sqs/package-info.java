/** Queues. */
@NullMarked
package io.cairn.config.collect.sqs;

import org.jspecify.annotations.NullMarked;
