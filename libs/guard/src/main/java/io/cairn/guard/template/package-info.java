/** Templates as documents: YAML with CloudFormation's short tags, and where a value stands. */
@NullMarked
package io.cairn.guard.template;

import org.jspecify.annotations.NullMarked;
