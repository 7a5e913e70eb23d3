/**
 * Calls to AWS: targets, pooled clients over one HTTP client, rates that leave the account's owner
 * most of each quota, and what an error of the SDK means. No framework; services hold one {@link
 * io.cairn.aws.AwsClients} each.
 */
@NullMarked
package io.cairn.aws;

import org.jspecify.annotations.NullMarked;
