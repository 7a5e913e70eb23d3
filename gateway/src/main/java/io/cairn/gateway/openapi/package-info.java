/**
 * What can be asked of the suite: the services' OpenAPI documents, fetched from them and again
 * every half minute, as one catalogue to match requests against and one merged document to read.
 */
@NullMarked
package io.cairn.gateway.openapi;

import org.jspecify.annotations.NullMarked;
