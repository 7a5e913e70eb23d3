/**
 * Makes the AOT caches that later starts use: a second suite on a scratch folder, under light
 * traffic, whose processes record themselves; at the lowest priority and only when the machine is
 * idle.
 */
@NullMarked
package io.cairn.standalone.train;

import org.jspecify.annotations.NullMarked;
