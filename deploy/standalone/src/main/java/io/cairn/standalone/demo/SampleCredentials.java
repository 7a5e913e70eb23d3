package io.cairn.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * What IAM tells of an account as a whole: its summary and its credential report, both made from
 * the users that it has, so that they never say anything else.
 */
final class SampleCredentials {
  private static final String NONE = "N/A";

  private SampleCredentials() {}

  /**
   * Adds both to what IAM of an account holds.
   *
   * @param console users who sign in with a password
   */
  static void add(String account, ObjectNode iam, SampleClock clock, Set<String> console) {
    ArrayNode report = iam.putArray("CredentialReport");
    report.add(root(account, clock));
    int devices = 0;
    for (JsonNode user : iam.path("UserDetailList")) {
      boolean password = console.contains(user.path("UserName").asText());
      report.add(row(user, clock, password));
      devices += user.path("MFADevices").size();
    }
    iam.set("AccountSummary", summary(iam, devices));
  }

  /** The root user has no keys, and a device, as it should be. */
  private static ObjectNode root(String account, SampleClock clock) {
    return Json.of(
        """
        {'user':'<root_account>','arn':'arn:aws:iam::%s:root','user_creation_time':'%s',
         'password_enabled':'not_supported','password_last_used':'%s','password_last_changed':'not_supported',
         'password_next_rotation':'not_supported','mfa_active':'true','access_key_1_active':'false',
         'access_key_2_active':'false','cert_1_active':'false','cert_2_active':'false'}\
        """,
        account, clock.daysAgo(800), clock.daysAgo(500));
  }

  /** A user's row, as AWS writes it. */
  static ObjectNode row(JsonNode user, SampleClock clock, boolean password) {
    ObjectNode row =
        Json.object()
            .put("user", user.path("UserName").asText())
            .put("arn", user.path("Arn").asText())
            .put("user_creation_time", user.path("CreateDate").asText())
            .put("password_enabled", Boolean.toString(password))
            .put("password_last_used", password ? clock.daysAgo(2) : NONE)
            .put("password_last_changed", password ? clock.daysAgo(60) : NONE)
            .put("password_next_rotation", NONE)
            .put("mfa_active", Boolean.toString(!user.path("MFADevices").isEmpty()))
            .put("cert_1_active", "false")
            .put("cert_2_active", "false");
    for (int i = 0; i < 2; i++) {
      JsonNode key = user.path("AccessKeys").path(i);
      String column = "access_key_" + (i + 1);
      row.put(column + "_active", Boolean.toString(key.path("Status").asText().equals("Active")));
      row.put(column + "_last_rotated", key.path("CreateDate").asText(NONE));
    }
    return row;
  }

  private static ObjectNode summary(ObjectNode iam, int devices) {
    return Json.object()
        .put("Users", iam.path("UserDetailList").size())
        .put("Groups", iam.path("GroupDetailList").size())
        .put("Roles", iam.path("RoleDetailList").size())
        .put("Policies", iam.path("Policies").size())
        .put("MFADevices", devices + 1)
        .put("MFADevicesInUse", devices + 1)
        .put("AccountMFAEnabled", 1)
        .put("AccountAccessKeysPresent", 0)
        .put("AccountSigningCertificatesPresent", 0);
  }
}
