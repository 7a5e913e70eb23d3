/**
 * Decides by AWS's policies as AWS documents their evaluation, without any framework.
 *
 * <p>A document is read by {@link io.cairn.policy.document.PolicyDocument#parse} under the type it
 * is attached as, compiled together with its like to an immutable {@link PolicySet}, gathered in
 * {@link AttachedPolicies}, and asked by {@link PolicyEvaluation#decide} or, with reasons, {@link
 * PolicyEvaluation#explain}. Elements that a type does not know are refused when a document is
 * read, never passed over.
 */
@NullMarked
package io.cairn.policy;

import org.jspecify.annotations.NullMarked;
