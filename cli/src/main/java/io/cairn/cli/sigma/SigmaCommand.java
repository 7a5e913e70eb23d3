package io.cairn.cli.sigma;

import picocli.CommandLine.Command;

/** {@code sigma}: detection rules, on files. */
@Command(
    name = "sigma",
    description = "Check Sigma rules and run them over files; asks no suite.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {SigmaScan.class, SigmaCheck.class})
public final class SigmaCommand {}
