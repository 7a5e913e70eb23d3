package io.cairn.trail.source.fetch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A folder of log files: one account and region. Its keys sort by day.
 *
 * @param name its prefix, ending with {@code /}
 * @param accountId account in the key
 * @param region region in the key
 * @param lastKey the greatest key that was listed and dealt with, or null
 * @param quietLooks how often in a row nothing was found
 * @param nextLookAt when it was due
 * @param isLateLook whether this look goes back for files that came late
 */
record Folder(
    String name,
    String accountId,
    String region,
    @Nullable String lastKey,
    int quietLooks,
    Instant nextLookAt,
    boolean isLateLook) {}
