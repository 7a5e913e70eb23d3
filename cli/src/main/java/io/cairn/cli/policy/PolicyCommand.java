package io.cairn.cli.policy;

import picocli.CommandLine.Command;

/** {@code policy}: who may do what, by AWS's rules. */
@Command(
    name = "policy",
    description = "Decide by IAM policies, without a suite.",
    synopsisSubcommandLabel = "simulate",
    subcommands = PolicySimulate.class)
public final class PolicyCommand {}
