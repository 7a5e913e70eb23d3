package io.cairn.config.collect.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.config.collect.ChangeEvents;
import io.cairn.config.collect.Collector;
import io.cairn.config.collect.JsonPaths;
import io.cairn.config.collect.Known;
import io.cairn.config.collect.ListingSink;
import io.cairn.config.collect.Looked;
import io.cairn.config.collect.Reach;
import io.cairn.config.collect.Session;
import io.cairn.config.collect.TypeDeclaration;
import io.cairn.config.collect.iam.CredentialReport;
import io.cairn.config.collect.sdk.Draft;
import io.cairn.config.collect.sdk.Family;
import io.cairn.config.collect.sdk.ItemMapper;
import io.cairn.config.collect.sdk.Part;
import io.cairn.config.item.ObservedResource;
import io.cairn.contracts.ResourceKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3control.S3ControlClient;

/**
 * The account itself, which AWS Config does not record: an item of the project's own for {@code
 * global} and one for each region. A fact stands under {@code configuration.<operation without
 * Get>}; an explicit null means that AWS says there is none, a missing one that it is not known.
 */
public final class AccountCollector implements Collector {

  static final String TYPE = "AWS::::Account";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String REPORT = "configuration.CredentialReport";

  /** Members of the summary that count what is recorded elsewhere. */
  private static final List<String> COUNTERS =
      List.of(
          "Users",
          "Groups",
          "Roles",
          "Policies",
          "PolicyVersionsInUse",
          "InstanceProfiles",
          "ServerCertificates",
          "Providers",
          "MFADevices",
          "MFADevicesInUse");

  private static final List<Part<IamClient>> IAM_FACTS =
      List.of(
          new Part<>(
              List.of("configuration.AccountSummary"),
              "iam:GetAccountSummary",
              Set.of(),
              null,
              (iam, account) -> {
                ObjectNode summary = NODES.objectNode();
                new TreeMap<>(iam.getAccountSummary().summaryMapAsStrings()).forEach(summary::put);
                return summary;
              }),
          new Part<>(
              List.of("configuration.AccountPasswordPolicy"),
              "iam:GetAccountPasswordPolicy",
              Set.of("NoSuchEntity"),
              NullNode.getInstance(),
              (iam, account) ->
                  ItemMapper.map(
                      iam.getAccountPasswordPolicy().passwordPolicy(), Family.CLOUDFORMATION)));

  private static final Part<IamClient> ALIASES =
      new Part<>(
          List.of("configuration.AccountAliases"),
          "iam:ListAccountAliases",
          Set.of(),
          null,
          (iam, account) -> {
            var list = NODES.arrayNode();
            iam.listAccountAliases().accountAliases().forEach(list::add);
            return list;
          });

  private static final Part<S3ControlClient> PUBLIC_ACCESS =
      new Part<>(
          List.of("configuration.PublicAccessBlock"),
          "s3:GetAccountPublicAccessBlock",
          Set.of("NoSuchPublicAccessBlockConfiguration"),
          NullNode.getInstance(),
          (s3, account) ->
              ItemMapper.map(
                  s3.getPublicAccessBlock(
                          r -> r.accountId(JsonPaths.required(account, "AccountId")))
                      .publicAccessBlockConfiguration(),
                  Family.CLOUDFORMATION));

  private final TypeDeclaration type;

  public AccountCollector() {
    List<String> actions = new ArrayList<>(CredentialReport.ACTIONS);
    IAM_FACTS.forEach(part -> actions.add(part.action()));
    actions.addAll(AccountRegionFacts.actions());
    actions.addAll(List.of(ALIASES.action(), PUBLIC_ACCESS.action(), "sts:GetCallerIdentity"));
    List<ChangeEvents> events = new ArrayList<>(AccountRegionFacts.events());
    events.add(
        ChangeEvents.of(
                "iam",
                "UpdateAccountPasswordPolicy|DeleteAccountPasswordPolicy"
                    + "|CreateAccountAlias|DeleteAccountAlias > recipientAccountId")
            .global());
    events.add(
        ChangeEvents.of(
                "iam",
                "CreateAccessKey|UpdateAccessKey|DeleteAccessKey|EnableMFADevice"
                    + "|DeactivateMFADevice > recipientAccountId")
            .global()
            .when(AccountCollector::isByRoot));
    events.add(
        ChangeEvents.of(
                "s3",
                "PutAccountPublicAccessBlock|DeleteAccountPublicAccessBlock"
                    + " > recipientAccountId")
            .global());
    type =
        new TypeDeclaration(
            TYPE, Reach.GLOBAL_AND_REGION, TYPE, actions, events, null, arn -> null, false);
  }

  /** The root user's own keys and devices show in the account, whose user it is. */
  private static boolean isByRoot(JsonNode event) {
    return event.path("userIdentity").path("type").asText().equals("Root");
  }

  @Override
  public TypeDeclaration type() {
    return type;
  }

  @Override
  public void list(Session session, String region, ListingSink sink) {
    sink.found(read(session, region));
  }

  @Override
  public Looked describe(Session session, String region, String resourceId, Known known) {
    return resourceId.equals(session.account().value())
        ? new Looked.Found(read(session, region), false)
        : new Looked.Gone();
  }

  private static ObservedResource read(Session session, String region) {
    String id = session.account().value();
    ObjectNode configuration = NODES.objectNode().put("AccountId", id);
    var draft =
        new Draft(session.now(), configuration)
            .arn("arn:" + session.partition() + ":iam::" + id + ":root");
    Set<String> moving = new LinkedHashSet<>();
    if (region.equals(TypeDeclaration.GLOBAL)) {
      readGlobal(session, draft);
      COUNTERS.forEach(name -> moving.add("configuration.AccountSummary." + name));
      CredentialReport.MOVING_COLUMNS.forEach(column -> moving.add(REPORT + "." + column));
    } else {
      AccountRegionFacts.read(session, draft);
    }
    return draft.finish(new ResourceKey(session.account(), region, TYPE, id), moving);
  }

  private static void readGlobal(Session session, Draft draft) {
    IAM_FACTS.forEach(part -> draft.read(session, IamClient.class, part, Set.of()));
    draft.read(session, IamClient.class, ALIASES, Set.of());
    draft.read(session, S3ControlClient.class, PUBLIC_ACCESS, Set.of());
    draft.name(JsonPaths.text(draft.configuration(), "AccountAliases[]"));
    Optional<ObjectNode> root =
        CredentialReport.fetch(session).map(r -> r.row(CredentialReport.ROOT));
    if (root.isPresent()) {
      draft.set(REPORT, root.get());
    } else {
      draft.stale(REPORT);
    }
  }
}
