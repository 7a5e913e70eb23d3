package io.cairn.cli.command;

import picocli.CommandLine.Command;

/** {@code account}: which AWS accounts are recorded. */
@Command(
    name = "account",
    description = "The AWS accounts that are recorded.",
    synopsisSubcommandLabel = "add|list|check|import",
    subcommands = {AccountAdd.class, AccountList.class, AccountCheck.class, AccountImport.class})
public final class AccountCommand {}
