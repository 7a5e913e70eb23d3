/**
 * Buckets: one list for the account, some fifteen settings each, spelled by hand as AWS Config
 * does.
 */
@NullMarked
package io.cairn.config.collect.s3;

import org.jspecify.annotations.NullMarked;
