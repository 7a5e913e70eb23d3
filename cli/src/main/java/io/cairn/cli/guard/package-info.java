/** {@code guard}: rules, templates and their tests on this machine, without a suite. */
@NullMarked
package io.cairn.cli.guard;

import org.jspecify.annotations.NullMarked;
