/** The services behind the gateway: where they are, and the token that says the gateway asks. */
@NullMarked
package io.cairn.gateway.upstream;

import org.jspecify.annotations.NullMarked;
