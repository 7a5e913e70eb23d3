/**
 * Who may ask: users of the suite's own account, their access keys and policies, and the bearer
 * tokens made from them. Tables: iam_user, access_key, policy, user_policy, token_key. Secrets are
 * sealed at rest; the key that opens them is a file or a setting, never a row.
 */
@NullMarked
package io.cairn.gateway.identity;

import org.jspecify.annotations.NullMarked;
