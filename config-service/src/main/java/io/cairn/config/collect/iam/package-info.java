/**
 * IAM's users, groups, roles and policies, from one run for all or by single calls for one, and the
 * credential report.
 */
@NullMarked
package io.cairn.config.collect.iam;

import org.jspecify.annotations.NullMarked;
