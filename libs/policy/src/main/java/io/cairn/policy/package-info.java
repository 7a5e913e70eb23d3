/**
 * Evaluates IAM policies as AWS documents their evaluation, without any framework.
 *
 * <p>A document is read by {@link PolicyDocument#parseIdentity}, compiled together with others to
 * an immutable {@link PolicySet}, and asked by {@link PolicySet#decide}. So far identity policies
 * are evaluated; elements that only other policy types know are refused when a document is read,
 * never passed over.
 */
@NullMarked
package io.cairn.policy;

import org.jspecify.annotations.NullMarked;
