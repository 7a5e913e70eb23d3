/**
 * What the four services agree on and nothing else: topics and their headers, the identities of
 * accounts, resources and events, and the payloads that travel between services. Plain Java; no
 * service or framework type appears here.
 */
@NullMarked
package io.cairn.contracts;

import org.jspecify.annotations.NullMarked;
