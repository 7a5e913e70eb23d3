/**
 * The suite's audit of itself: each request to the gateway becomes a CloudTrail record under the
 * suite's own account, sent to trail.event.received.v1. Table: audit_record, which holds what the
 * broker has not acknowledged.
 *
 * <p>Before a changing request is carried out, a row tells that it is about to be; if that row
 * cannot be written the request is refused. No answer leaves the gateway before its record is
 * acknowledged by the broker (acks=all) or committed in the table, so nothing that was answered can
 * go unrecorded. A crash in between leaves the row, and the relay later sends it as a record whose
 * outcome is unknown. When neither broker nor database take a record, the caller gets 503 instead
 * of the answer. A record may come twice, with the same eventID.
 */
@NullMarked
package io.cairn.gateway.audit;

import org.jspecify.annotations.NullMarked;
