/** The whole way, from push to a webhook received. */
@NullMarked
package io.cairn.bench.path;

import org.jspecify.annotations.NullMarked;
