/**
 * The data folder of one machine's suite: who may read it, who holds it, and the secrets, ports and
 * logs in it. Layout: {@code postgresql/ kafka/ s3/} data, {@code secrets/} generated credentials,
 * {@code run/} what runs now, {@code logs/} one log for each part, {@code credentials} the first
 * access key.
 */
@NullMarked
package io.cairn.standalone.folder;

import org.jspecify.annotations.NullMarked;
