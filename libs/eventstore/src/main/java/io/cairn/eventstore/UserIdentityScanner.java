package io.cairn.eventstore;

import org.jspecify.annotations.Nullable;

/** Reads {@code userIdentity} and derives the user name as LookupEvents shows it. */
final class UserIdentityScanner {
  private final JsonCursor cursor;
  private @Nullable String type;
  private @Nullable String principalId;
  private @Nullable String arn;
  private @Nullable String accountId;
  private @Nullable String accessKeyId;
  private @Nullable String userName;

  UserIdentityScanner(JsonCursor cursor) {
    this.cursor = cursor;
  }

  void clear() {
    type = null;
    principalId = null;
    arn = null;
    accountId = null;
    accessKeyId = null;
    userName = null;
  }

  void scan() {
    if (cursor.peek() != '{') {
      cursor.skipValue();
      return;
    }
    for (boolean more = cursor.enterObject(); more; more = cursor.nextMember()) {
      switch (cursor.string()) {
        case "type" -> type = EventScanner.text(cursor);
        case "principalId" -> principalId = EventScanner.text(cursor);
        case "arn" -> arn = EventScanner.text(cursor);
        case "accountId" -> accountId = EventScanner.account(EventScanner.text(cursor));
        case "accessKeyId" -> accessKeyId = EventScanner.text(cursor);
        case "userName" -> userName = EventScanner.text(cursor);
        default -> cursor.skipValue();
      }
    }
  }

  @Nullable String accountId() {
    return accountId;
  }

  @Nullable String accessKeyId() {
    return accessKeyId;
  }

  @Nullable String arn() {
    return arn;
  }

  /**
   * {@code root} for the root user, the session name (behind the colon of principalId) of assumed
   * roles and federated users, else {@code userName}; services have none.
   */
  @Nullable String username() {
    return switch (type == null ? "" : type) {
      case "Root" -> "root";
      case "AssumedRole", "FederatedUser" -> {
        String session = session();
        yield session != null ? session : userName;
      }
      default -> userName;
    };
  }

  private @Nullable String session() {
    if (principalId == null) {
      return null;
    }
    int colon = principalId.indexOf(':');
    return colon < 0 || colon == principalId.length() - 1 ? null : principalId.substring(colon + 1);
  }
}
