/** Database instances. */
@NullMarked
package io.cairn.config.collect.rds;

import org.jspecify.annotations.NullMarked;
