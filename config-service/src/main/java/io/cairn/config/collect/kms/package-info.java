/** KMS keys and aliases. */
@NullMarked
package io.cairn.config.collect.kms;

import org.jspecify.annotations.NullMarked;
