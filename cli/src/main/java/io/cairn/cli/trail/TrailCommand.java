package io.cairn.cli.trail;

import picocli.CommandLine.Command;

/** {@code trail}: what comes in. */
@Command(
    name = "trail",
    description = "Bring CloudTrail files in.",
    synopsisSubcommandLabel = "import",
    subcommands = TrailImport.class)
public final class TrailCommand {}
