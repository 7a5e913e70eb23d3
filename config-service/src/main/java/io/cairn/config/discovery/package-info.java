/**
 * Discovery: jobs that list all that an account has, unit by unit (account, region, type), on
 * request and by schedule. Units are leased in PostgreSQL, so that replicas share them and a crash
 * leaves none behind.
 */
@NullMarked
package io.cairn.config.discovery;

import org.jspecify.annotations.NullMarked;
