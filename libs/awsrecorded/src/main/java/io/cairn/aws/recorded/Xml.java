package io.cairn.aws.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as the XML of a protocol. A list becomes an element with an element per item inside;
 * a member that starts with {@code @} becomes an attribute.
 */
final class Xml {

  /** How a protocol names the items of a list; null writes them without the list around them. */
  @FunctionalInterface
  interface ItemNames {
    @Nullable String of(String list);
  }

  static final ItemNames EC2 = list -> "item";
  static final ItemNames QUERY = list -> "member";

  private static final Map<String, String> RDS_ITEMS =
      Map.ofEntries(
          Map.entry("DBInstances", "DBInstance"),
          Map.entry("DBSecurityGroups", "DBSecurityGroup"),
          Map.entry("VpcSecurityGroups", "VpcSecurityGroupMembership"),
          Map.entry("DBParameterGroups", "DBParameterGroup"),
          Map.entry("OptionGroupMemberships", "OptionGroupMembership"),
          Map.entry("Subnets", "Subnet"),
          Map.entry("ReadReplicaDBInstanceIdentifiers", "ReadReplicaDBInstanceIdentifier"),
          Map.entry("StatusInfos", "DBInstanceStatusInfo"),
          Map.entry("DomainMemberships", "DomainMembership"),
          Map.entry("AssociatedRoles", "DBInstanceRole"),
          Map.entry("TagList", "Tag"));
  static final ItemNames RDS = list -> RDS_ITEMS.getOrDefault(list, "member");

  private static final Map<String, String> S3_ITEMS =
      Map.of(
          "Buckets",
          "Bucket",
          "AccessControlList",
          "Grant",
          "TagSet",
          "Tag",
          "RoutingRules",
          "RoutingRule");
  static final ItemNames S3 = S3_ITEMS::get;

  private final StringBuilder out = new StringBuilder();
  private final ItemNames itemNames;

  private Xml(ItemNames itemNames) {
    this.itemNames = itemNames;
  }

  static String write(String root, JsonNode node, ItemNames itemNames) {
    var xml = new Xml(itemNames);
    xml.element(root, node);
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml.out;
  }

  private void element(String name, JsonNode node) {
    if (node.isNull()) {
      return;
    }
    if (node.isArray()) {
      list(name, node);
      return;
    }
    out.append('<').append(name);
    node.properties().stream()
        .filter(e -> e.getKey().startsWith("@"))
        .forEach(
            e ->
                out.append(' ')
                    .append(e.getKey(), 1, e.getKey().length())
                    .append("=\"")
                    .append(escape(e.getValue().asText()))
                    .append('"'));
    out.append('>');
    if (node.isObject()) {
      node.properties().stream()
          .filter(e -> !e.getKey().startsWith("@"))
          .forEach(e -> element(e.getKey(), e.getValue()));
    } else {
      out.append(escape(node.asText()));
    }
    out.append("</").append(name).append('>');
  }

  private void list(String name, JsonNode items) {
    String item = itemNames.of(name);
    if (item == null) {
      items.forEach(i -> element(name, i));
      return;
    }
    out.append('<').append(name).append('>');
    items.forEach(i -> element(item, i));
    out.append("</").append(name).append('>');
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
