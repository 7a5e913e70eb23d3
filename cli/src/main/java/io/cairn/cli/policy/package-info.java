/** {@code ./cairn policy}: asks the policy engine about files; needs no suite. */
@NullMarked
package io.cairn.cli.policy;

import org.jspecify.annotations.NullMarked;
