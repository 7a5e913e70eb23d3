package io.cairn.config.collect.kms;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cairn.config.collect.Arns;
import io.cairn.config.collect.Collector;
import io.cairn.config.collect.JsonPaths;
import io.cairn.config.collect.sdk.Family;
import io.cairn.config.collect.sdk.ItemMapper;
import io.cairn.config.collect.sdk.Page;
import io.cairn.config.collect.sdk.Paging;
import io.cairn.config.collect.sdk.SdkTypeBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;

/** Keys, AWS-managed ones too. A key policy may forbid some of the calls: those parts are stale. */
public final class KmsTypes {

  private static final int KEYS = 1000;
  private static final int TAGS = 50;
  private static final int ALIASES = 100;

  /** Told by the list, and no member of an alias' configuration. */
  private static final String ALIAS_ARN = "AliasArn";

  private KmsTypes() {}

  public static List<Collector> all() {
    return List.of(aliases(), keys());
  }

  private static Collector keys() {
    return new SdkTypeBuilder<KmsClient, KeyListEntry>(
            KmsClient.class,
            "AWS::KMS::Key",
            "kms:ListKeys",
            (kms, token) -> {
              var page = kms.listKeys(r -> r.limit(KEYS).marker(token));
              return new Page<>(page.keys(), page.nextMarker());
            },
            (kms, wanted) -> List.of(KeyListEntry.builder().keyId(wanted.id()).build()))
        .bodyBy(
            "kms:DescribeKey",
            KeyListEntry::keyId,
            (kms, key) ->
                ItemMapper.map(
                    kms.describeKey(r -> r.keyId(key.keyId())).keyMetadata(), Family.BEAN))
        .identity("keyId", "arn", null)
        .recognised(
            "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|mrk-[0-9a-f]{32}",
            arn -> Arns.resource(arn, "kms", "key/"))
        .created("creationDate")
        .goneCodes("NotFoundException")
        .transitionalWhen("keyState", "Creating", "Updating")
        .part(
            "supplementaryConfiguration.Policy",
            "kms:GetKeyPolicy",
            Set.of(),
            null,
            (kms, key) ->
                TextNode.valueOf(
                    kms.getKeyPolicy(r -> r.keyId(id(key)).policyName("default")).policy()))
        .part(
            "supplementaryConfiguration.KeyRotationStatus",
            "kms:GetKeyRotationStatus",
            Set.of("UnsupportedOperationException", "KMSInvalidStateException"),
            BooleanNode.FALSE,
            (kms, key) ->
                BooleanNode.valueOf(
                    kms.getKeyRotationStatus(r -> r.keyId(id(key))).keyRotationEnabled()))
        .tagsBy("kms:ListResourceTags", (kms, key) -> tags(kms, id(key)))
        .unordered("encryptionAlgorithms", "signingAlgorithms", "macAlgorithms")
        .events(
            "kms",
            "CreateKey > res.keyMetadata.keyId; EnableKey|DisableKey|PutKeyPolicy"
                + "|EnableKeyRotation|DisableKeyRotation|ScheduleKeyDeletion|CancelKeyDeletion"
                + "|UpdateKeyDescription|ImportKeyMaterial|DeleteImportedKeyMaterial"
                + "|ReplicateKey|UpdatePrimaryRegion|TagResource|UntagResource > req.keyId; "
                + "DeleteKey|RotateKey|SynchronizeMultiRegionKey > resources[].ARN")
        .build();
  }

  private static Collector aliases() {
    return new SdkTypeBuilder<KmsClient, AliasListEntry>(
            KmsClient.class,
            "AWS::KMS::Alias",
            "kms:ListAliases",
            (kms, token) -> {
              var page = kms.listAliases(r -> r.limit(ALIASES).marker(token));
              return new Page<>(used(page.aliases()), page.nextMarker());
            },
            (kms, wanted) ->
                used(
                    kms.listAliasesPaginator(r -> r.limit(ALIASES)).aliases().stream()
                        .filter(alias -> wanted.id().equals(alias.aliasName()))
                        .toList()))
        .spelled(Family.CLOUDFORMATION, KmsTypes::alias)
        .identity("AliasName", ALIAS_ARN, "AliasName")
        .recognised("alias/[a-zA-Z0-9/_-]+", KmsTypes::aliasOf)
        .zone(body -> "Regional")
        .without(ALIAS_ARN)
        .events("kms", "CreateAlias|UpdateAlias|DeleteAlias > req.aliasName")
        .build();
  }

  /** AWS lists its own aliases also where no key of the account stands behind them yet. */
  private static List<AliasListEntry> used(List<AliasListEntry> aliases) {
    return aliases.stream().filter(alias -> alias.targetKeyId() != null).toList();
  }

  private static ObjectNode alias(AliasListEntry alias, Family family) {
    return JsonNodeFactory.instance
        .objectNode()
        .put(family.name("AliasName"), alias.aliasName())
        .put(family.name("TargetKeyId"), alias.targetKeyId())
        .put(ALIAS_ARN, alias.aliasArn());
  }

  private static @Nullable String aliasOf(String arn) {
    String name = Arns.resource(arn, "kms", "alias/");
    return name == null ? null : "alias/" + name;
  }

  private static String id(ObjectNode key) {
    return JsonPaths.required(key, "keyId");
  }

  private static Map<String, String> tags(KmsClient kms, String keyId) {
    Map<String, String> tags = new HashMap<>();
    Paging.<ListResourceTagsResponse>each(
        "kms:ListResourceTags",
        marker -> kms.listResourceTags(r -> r.keyId(keyId).limit(TAGS).marker(marker)),
        page -> Boolean.TRUE.equals(page.truncated()) ? page.nextMarker() : null,
        page ->
            page.tags()
                .forEach(t -> tags.put(t.tagKey(), t.tagValue() == null ? "" : t.tagValue())));
    return tags;
  }
}
