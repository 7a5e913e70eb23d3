/** {@code trail}: CloudTrail files in and out, and the check of what is kept. */
@NullMarked
package io.cairn.cli.trail;

import org.jspecify.annotations.NullMarked;
