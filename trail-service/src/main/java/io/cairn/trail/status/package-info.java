/** What the service is doing. */
@NullMarked
package io.cairn.trail.status;

import org.jspecify.annotations.NullMarked;
