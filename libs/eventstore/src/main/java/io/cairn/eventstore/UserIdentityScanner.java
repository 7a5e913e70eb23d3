package io.cairn.eventstore;

import org.jspecify.annotations.Nullable;

/** Reads {@code userIdentity} and derives the user name as LookupEvents shows it. */
final class UserIdentityScanner {
  private final JsonCursor cursor;
  private @Nullable String type;
  private @Nullable String session;
  private @Nullable String arn;
  private @Nullable String accountId;
  private @Nullable String accessKeyId;
  private @Nullable String userName;

  UserIdentityScanner(JsonCursor cursor) {
    this.cursor = cursor;
  }

  void clear() {
    type = null;
    session = null;
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
      switch (cursor.field()) {
        case TYPE -> type = EventScanner.text(cursor);
        case PRINCIPAL_ID ->
            session = EventScanner.hasText(cursor) ? cursor.stringBehindColon() : null;
        case ARN -> arn = EventScanner.text(cursor);
        case ACCOUNT_ID -> accountId = EventScanner.account(EventScanner.text(cursor));
        case ACCESS_KEY_ID -> accessKeyId = EventScanner.text(cursor);
        case USER_NAME -> userName = EventScanner.text(cursor);
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
      case "AssumedRole", "FederatedUser" -> session != null ? session : userName;
      default -> userName;
    };
  }
}
