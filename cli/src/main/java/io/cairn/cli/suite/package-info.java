/**
 * How a running suite is found and asked: its address and access key from the data folder, SigV4 on
 * every request.
 */
@NullMarked
package io.cairn.cli.suite;

import org.jspecify.annotations.NullMarked;
