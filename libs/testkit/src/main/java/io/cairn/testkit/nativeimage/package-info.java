/**
 * What a native image of a service would break, found by reading its classes, without building one.
 */
@NullMarked
package io.cairn.testkit.nativeimage;

import org.jspecify.annotations.NullMarked;
