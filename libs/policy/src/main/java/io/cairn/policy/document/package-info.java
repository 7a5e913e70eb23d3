/** The grammar of policies: documents, statements, principals, conditions, as written. */
@NullMarked
package io.cairn.policy.document;

import org.jspecify.annotations.NullMarked;
