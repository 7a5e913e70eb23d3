/** An S3 endpoint on a folder. */
@NullMarked
package io.cairn.standalone.s3;

import org.jspecify.annotations.NullMarked;
