/**
 * A local AWS endpoint that answers from files: the calls that the collectors make, in the wire
 * protocols that the SDKs speak, with paging, throttling, denials and signatures checked. It serves
 * tests and the demonstration; what it answers is ours, in the shapes AWS documents.
 */
@NullMarked
package io.cairn.aws.recorded;

import org.jspecify.annotations.NullMarked;
