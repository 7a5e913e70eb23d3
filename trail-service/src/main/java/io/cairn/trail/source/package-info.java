/**
 * Log files fetched from S3, by listing or by SQS notification. Tables trail_source,
 * trail_source_folder.
 */
@NullMarked
package io.cairn.trail.source;

import org.jspecify.annotations.NullMarked;
