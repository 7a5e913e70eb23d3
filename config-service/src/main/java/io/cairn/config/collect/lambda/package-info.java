/** Lambda functions, without their variables. */
@NullMarked
package io.cairn.config.collect.lambda;

import org.jspecify.annotations.NullMarked;
