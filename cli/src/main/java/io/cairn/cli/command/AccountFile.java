package io.cairn.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.cli.suite.Api;
import io.cairn.cli.suite.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads accounts from JSON, from CSV, or from the answer of AWS Organizations' ListAccounts. */
final class AccountFile {
  private static final long MAX_BYTES = 32L << 20;
  private static final Set<String> KNOWN =
      Set.of("accountId", "roleArn", "externalId", "regions", "endpoint");

  private AccountFile() {}

  static List<ObjectNode> read(Path file, @Nullable String roleName, @Nullable String externalId) {
    String text = content(file);
    List<ObjectNode> accounts =
        text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[")
            ? json(file, text)
            : csv(file, text);
    if (accounts.isEmpty()) {
      throw new Refused(file + " holds no account");
    }
    for (ObjectNode account : accounts) {
      complete(account, roleName, externalId);
    }
    return accounts;
  }

  private static String content(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new Refused("%s is larger than %d MB".formatted(file, MAX_BYTES >> 20));
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new Refused("%s cannot be read as text: %s".formatted(file, e.getMessage()));
    }
  }

  private static void complete(
      ObjectNode account, @Nullable String roleName, @Nullable String externalId) {
    if (roleName != null && !account.has("roleArn")) {
      String id = account.path("accountId").asText();
      account.put("roleArn", "arn:aws:iam::%s:role/%s".formatted(id, roleName));
    }
    if (externalId != null && !account.has("externalId")) {
      account.put("externalId", externalId);
    }
  }

  private static List<ObjectNode> json(Path file, String text) {
    try {
      JsonNode tree = Api.JSON.readTree(text);
      List<ObjectNode> accounts = new ArrayList<>();
      if (tree.has("Accounts")) {
        for (JsonNode each : tree.path("Accounts")) {
          if ("ACTIVE".equals(each.path("Status").asText("ACTIVE"))) {
            accounts.add(Api.JSON.createObjectNode().put("accountId", each.path("Id").asText()));
          }
        }
        return accounts;
      }
      JsonNode list = tree.isArray() ? tree : tree.path("items");
      for (int i = 0; i < list.size(); i++) {
        accounts.add(known(file + ", account " + (i + 1), list.get(i)));
      }
      return accounts;
    } catch (JsonProcessingException e) {
      throw new Refused(
          "%s is no JSON: %s (line %d)"
              .formatted(file, e.getOriginalMessage(), e.getLocation().getLineNr()));
    }
  }

  private static ObjectNode known(String where, JsonNode account) {
    if (!(account instanceof ObjectNode object) || !object.hasNonNull("accountId")) {
      throw new Refused(where + " has no accountId");
    }
    for (var field : object.properties()) {
      if (!KNOWN.contains(field.getKey())) {
        throw new Refused(
            "%s has the unknown field %s; known are %s".formatted(where, field.getKey(), KNOWN));
      }
    }
    return object;
  }

  private static List<ObjectNode> csv(Path file, String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty()) {
      return List.of();
    }
    List<String> heads = Arrays.stream(lines.getFirst().split(",", -1)).map(String::strip).toList();
    if (!heads.contains("accountId") || !KNOWN.containsAll(heads)) {
      throw new Refused(
          "the first line of %s must name its columns, accountId among them, of %s"
              .formatted(file, KNOWN));
    }
    List<ObjectNode> accounts = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      accounts.add(row(file + ", line " + (i + 1), heads, lines.get(i).split(",", -1)));
    }
    return accounts;
  }

  private static ObjectNode row(String where, List<String> heads, String[] cells) {
    if (cells.length != heads.size()) {
      throw new Refused(
          "%s has %d columns, not %d; regions are parted by spaces"
              .formatted(where, cells.length, heads.size()));
    }
    ObjectNode account = Api.JSON.createObjectNode();
    for (int i = 0; i < cells.length; i++) {
      String cell = cells[i].strip();
      if (cell.isEmpty()) {
        continue;
      }
      if (heads.get(i).equals("regions")) {
        Arrays.stream(cell.split("[ ;]+")).forEach(account.withArray("regions")::add);
      } else {
        account.put(heads.get(i), cell);
      }
    }
    return known(where, account);
  }
}
