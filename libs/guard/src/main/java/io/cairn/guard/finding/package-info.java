/** Why a rule fails, in words for the person who mends. Internal to the engine. */
@NullMarked
package io.cairn.guard.finding;

import org.jspecify.annotations.NullMarked;
