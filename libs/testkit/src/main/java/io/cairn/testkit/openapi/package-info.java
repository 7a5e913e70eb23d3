/** The committed OpenAPI documents: linted, and stale ones fail the build. */
@NullMarked
package io.cairn.testkit.openapi;

import org.jspecify.annotations.NullMarked;
