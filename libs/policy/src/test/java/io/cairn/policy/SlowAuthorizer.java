package io.cairn.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * AWS's rules for all policies together, once more and slowly, over plain maps and ARNs as text. It
 * shares no code with the engine.
 */
@NullMarked
final class SlowAuthorizer {

  /**
   * A case as plain values. A principal is a kind and what tells it apart.
   *
   * @param kind user, session, federated, root, service or anonymous
   * @param arn of user, role or federated user; a service's name; else empty
   * @param session a session's ARN, or empty
   * @param account of the principal, or empty
   */
  record Case(
      String kind,
      String arn,
      String session,
      String account,
      String owner,
      Interpreter.Asked asked,
      List<Map<String, Object>> identity,
      @Nullable List<Map<String, Object>> boundary,
      @Nullable List<Map<String, Object>> sessionPolicies,
      List<List<Map<String, Object>>> serviceControl,
      @Nullable Map<String, Object> resource,
      List<List<Map<String, Object>>> resourceControl,
      @Nullable List<Map<String, Object>> endpoint) {

    boolean hasPolicies() {
      return List.of("user", "session", "federated").contains(kind);
    }
  }

  private SlowAuthorizer() {}

  static Decision decide(Case c) {
    List<String> all = new ArrayList<>();
    boolean levels = true;
    if (!c.kind.equals("service") && !c.kind.equals("anonymous")) {
      for (var level : c.serviceControl) {
        List<String> said = said(level, c);
        all.addAll(said);
        levels &= said.stream().anyMatch(s -> s.startsWith("allow"));
      }
    }
    c.resourceControl.forEach(
        level -> said(level, c).stream().filter("deny"::equals).forEach(all::add));
    List<String> endpoint = c.endpoint == null ? List.of("allow") : said(c.endpoint, c);
    List<String> resource = c.resource == null ? List.of() : said(List.of(c.resource), c);
    all.addAll(endpoint);
    all.addAll(resource);
    boolean id = true;
    boolean limit = true;
    if (c.hasPolicies()) {
      List<String> identity = said(c.identity, c);
      List<String> boundary = c.boundary == null ? List.of("allow") : said(c.boundary, c);
      List<String> session =
          c.sessionPolicies != null
              ? said(c.sessionPolicies, c)
              : c.kind.equals("federated") ? List.of() : List.of("allow");
      all.addAll(identity);
      all.addAll(boundary);
      all.addAll(session);
      id = identity.contains("allow");
      limit = boundary.contains("allow") && session.contains("allow");
    }
    if (all.contains("deny")) {
      return Decision.EXPLICIT_DENY;
    }
    boolean open = levels && endpoint.stream().anyMatch(s -> s.startsWith("allow"));
    return open && granted(c, new TreeSet<>(resource), id, limit)
        ? Decision.ALLOWED
        : Decision.IMPLICIT_DENY;
  }

  private static boolean granted(Case c, Set<String> resource, boolean id, boolean limit) {
    if (!c.hasPolicies() && !c.kind.equals("root")) {
      return resource.contains("allow-direct") || resource.contains("allow-service");
    }
    if (!c.account.equals(c.owner)) {
      return id && limit && !resource.isEmpty();
    }
    boolean key = c.asked.action().startsWith("kms:") && c.asked.resource().contains(":key/");
    boolean delegated = !key || resource.contains("allow-account");
    if (c.kind.equals("root")) {
      return delegated || resource.contains("allow-direct");
    }
    return resource.contains("allow-direct")
        || (resource.contains("allow-limited") && limit)
        || (delegated && id && limit);
  }

  private static List<String> said(List<Map<String, Object>> documents, Case c) {
    List<String> said = new ArrayList<>();
    for (Map<String, Object> document : documents) {
      for (Object each : (List<?>) document.getOrDefault("Statement", List.of())) {
        Map<?, ?> statement = (Map<?, ?>) each;
        if (!Interpreter.applies(document, statement, c.asked)) {
          continue;
        }
        List<String> named = named(statement, c);
        if ("Deny".equals(statement.get("Effect"))) {
          said.addAll(named.isEmpty() ? List.of() : List.of("deny"));
        } else {
          named.forEach(n -> said.add("allow" + n));
        }
      }
    }
    return said;
  }

  /** How the statement names the asker: "" without a Principal, else "-direct" and the like. */
  private static List<String> named(Map<?, ?> statement, Case c) {
    if (statement.get("NotPrincipal") instanceof Map<?, ?> not) {
      boolean listed = !classes(not, c).isEmpty();
      boolean bounded = c.hasPolicies() && c.boundary != null;
      return listed && !bounded ? List.of() : List.of("-direct");
    }
    Object principal = statement.get("Principal");
    if (principal == null) {
      return List.of("");
    }
    return principal instanceof Map<?, ?> map ? classes(map, c) : List.of("-direct");
  }

  private static List<String> classes(Map<?, ?> principal, Case c) {
    List<String> classes = new ArrayList<>();
    for (Object aws : principal.get("AWS") instanceof List<?> list ? list : List.of()) {
      String text = String.valueOf(aws);
      boolean account =
          text.equals(c.account) || text.equals("arn:aws:iam::" + c.account + ":root");
      if (text.equals("*")) {
        classes.add("-direct");
      } else if (account && !c.account.isEmpty()) {
        classes.add("-account");
      } else if (text.equals(c.arn) && !c.kind.equals("service")) {
        classes.add(c.kind.equals("session") ? "-limited" : "-direct");
      } else if (text.equals(c.session)) {
        classes.add("-direct");
      }
    }
    Object service = principal.get("Service");
    if (service != null && c.kind.equals("service") && service.equals(c.arn)) {
      classes.add("-service");
    }
    return classes;
  }
}
