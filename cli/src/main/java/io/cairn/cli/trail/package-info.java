/** {@code trail import}: CloudTrail files from any tree of folders, pushed to the suite. */
@NullMarked
package io.cairn.cli.trail;

import org.jspecify.annotations.NullMarked;
