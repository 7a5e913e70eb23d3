/** Lists by keyset: a page of items and a sealed token for the next. */
@NullMarked
package io.cairn.web.page;

import org.jspecify.annotations.NullMarked;
