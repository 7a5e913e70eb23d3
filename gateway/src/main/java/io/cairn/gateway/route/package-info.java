/**
 * The edge: every request that is not for an open page is read within bounds, matched to an
 * operation, authenticated, authorised by the caller's policies, recorded, and then carried out by
 * the service that owns the operation. Whatever fails on the way is an RFC 9457 problem, recorded
 * as well. No decision is made on the path as text: the operation that was matched decides, and the
 * request goes on under the path that was matched.
 */
@NullMarked
package io.cairn.gateway.route;

import org.jspecify.annotations.NullMarked;
