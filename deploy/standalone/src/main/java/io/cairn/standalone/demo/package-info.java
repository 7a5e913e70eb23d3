/**
 * The sample organisation of {@code up --demo}: two accounts, their resources as a local AWS
 * endpoint answers for them, two weeks of their API events, and an intrusion. Everything is
 * generated here from a seed, relative to the clock; the names are invented, the addresses are
 * those reserved for documentation.
 */
@NullMarked
package io.cairn.standalone.demo;

import org.jspecify.annotations.NullMarked;
