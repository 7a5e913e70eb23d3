/**
 * Verifies AWS Signature Version 4 on the raw request as it came over the wire: header-signed
 * requests only, the body's hash always recomputed, and a mutating request taken once. Knows
 * nothing of where secrets are kept.
 */
@NullMarked
package io.cairn.gateway.signature;

import org.jspecify.annotations.NullMarked;
