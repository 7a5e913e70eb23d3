/** Accounts that are recorded: how each is reached, and whether what it allows is enough. */
@NullMarked
package io.cairn.config.account;

import org.jspecify.annotations.NullMarked;
