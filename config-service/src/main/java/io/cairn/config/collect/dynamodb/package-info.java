/** Tables. */
@NullMarked
package io.cairn.config.collect.dynamodb;

import org.jspecify.annotations.NullMarked;
