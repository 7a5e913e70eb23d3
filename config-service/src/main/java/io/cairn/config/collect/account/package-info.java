/** The account itself, which AWS Config does not record: facts that belong to no resource. */
@NullMarked
package io.cairn.config.collect.account;

import org.jspecify.annotations.NullMarked;
