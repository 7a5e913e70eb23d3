package io.cairn.config.collect.iam;

import io.cairn.config.collect.ListingSink;
import io.cairn.config.collect.Session;
import io.cairn.config.collect.sdk.Paging;
import io.cairn.config.item.ObservedResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.GroupDetail;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;

/**
 * Lists users, groups, roles and policies in one run of GetAccountAuthorizationDetails: groups and
 * policies first, so that users and roles can name them by id.
 */
final class IamRun {

  static final String ACTION = "iam:GetAccountAuthorizationDetails";

  private static final int PAGE = 1000;
  private static final int SIDE_BY_SIDE = 4;

  /** An account has a few hundred at most; they wait until all policies' ids are known. */
  private record Group(GroupDetail detail, Instant at) {}

  private final Session session;
  private final ListingSink sink;
  private final Map<String, String> groupIds = new HashMap<>();
  private final Map<String, String> policyIds = new HashMap<>();

  IamRun(Session session, ListingSink sink) {
    this.session = session;
    this.sink = sink;
  }

  void list() {
    var items = new IamItems(session, groupIds, policyIds);
    List<Group> groups = new ArrayList<>();
    pages(
        session,
        List.of(EntityType.GROUP, EntityType.LOCAL_MANAGED_POLICY),
        (page, at) -> {
          page.groupDetailList().forEach(g -> groups.add(new Group(g, at)));
          List<ManagedPolicyDetail> policies = page.policies().stream().map(this::named).toList();
          policies.forEach(p -> policyIds.put(p.arn(), p.policyId()));
          each(policies, p -> items.policy(p, at));
        });
    groups.forEach(g -> groupIds.put(g.detail().groupName(), g.detail().groupId()));
    groups.forEach(g -> sink.found(items.group(g.detail(), g.at())));
    Optional<CredentialReport> report = CredentialReport.fetch(session);
    pages(
        session,
        List.of(EntityType.USER, EntityType.ROLE),
        (page, at) -> {
          page.roleDetailList().forEach(r -> sink.found(items.role(r, at)));
          each(page.userDetailList(), u -> items.user(u, at, report));
        });
  }

  /** Not every implementation tells a policy's id in the list. */
  private ManagedPolicyDetail named(ManagedPolicyDetail policy) {
    if (policy.policyId() != null) {
      return policy;
    }
    String id =
        session.call(
            IamClient.class,
            "iam:GetPolicy",
            Set.of(),
            iam -> iam.getPolicy(r -> r.policyArn(policy.arn())).policy().policyId());
    return policy.toBuilder().policyId(id).build();
  }

  /** One resource of a type, from the first page that has one; null when there is none. */
  @Nullable ObservedResource first(String resourceType) {
    var items = new IamItems(session, groupIds, policyIds);
    EntityType kind =
        switch (resourceType) {
          case IamItems.USER -> EntityType.USER;
          case IamItems.GROUP -> EntityType.GROUP;
          case IamItems.ROLE -> EntityType.ROLE;
          default -> EntityType.LOCAL_MANAGED_POLICY;
        };
    var page =
        session.call(
            IamClient.class,
            ACTION,
            Set.of(),
            iam -> iam.getAccountAuthorizationDetails(r -> r.filter(kind).maxItems(SIDE_BY_SIDE)));
    Instant at = session.now();
    if (!page.userDetailList().isEmpty()) {
      return items.user(page.userDetailList().getFirst(), at, CredentialReport.fetch(session));
    } else if (!page.groupDetailList().isEmpty()) {
      return items.group(page.groupDetailList().getFirst(), at);
    } else if (!page.roleDetailList().isEmpty()) {
      return items.role(page.roleDetailList().getFirst(), at);
    }
    return page.policies().isEmpty() ? null : items.policy(named(page.policies().getFirst()), at);
  }

  /** The name that a user or group has now; null when there is none with the id. */
  static @Nullable String nameOf(Session session, EntityType kind, String id) {
    List<String> names = new ArrayList<>();
    pages(
        session,
        List.of(kind),
        (page, at) -> {
          page.userDetailList().stream()
              .filter(u -> id.equals(u.userId()))
              .forEach(u -> names.add(u.userName()));
          page.groupDetailList().stream()
              .filter(g -> id.equals(g.groupId()))
              .forEach(g -> names.add(g.groupName()));
        });
    return names.isEmpty() ? null : names.getFirst();
  }

  private <T> void each(List<T> details, Function<T, @Nullable ObservedResource> item) {
    details.stream()
        .gather(Gatherers.mapConcurrent(SIDE_BY_SIDE, d -> Optional.ofNullable(item.apply(d))))
        .flatMap(Optional::stream)
        .forEachOrdered(sink::found);
  }

  /** Streams the account's details of some kinds, a page at a time. */
  static void pages(
      Session session,
      List<EntityType> kinds,
      BiConsumer<GetAccountAuthorizationDetailsResponse, Instant> eachPage) {
    Paging.<GetAccountAuthorizationDetailsResponse>each(
        ACTION,
        marker ->
            session.call(
                IamClient.class,
                ACTION,
                Set.of(),
                iam ->
                    iam.getAccountAuthorizationDetails(
                        r -> r.filter(kinds).maxItems(PAGE).marker(marker))),
        page -> Boolean.TRUE.equals(page.isTruncated()) ? page.marker() : null,
        page -> eachPage.accept(page, session.now()));
  }
}
