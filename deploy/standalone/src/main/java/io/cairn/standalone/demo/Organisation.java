package io.cairn.standalone.demo;

import java.util.List;

/** Who and what there is in the sample: names that resources, events and commands share. */
final class Organisation {
  static final String PRODUCTION = "444455556666";
  static final String STAGING = "777788889999";
  static final List<String> ACCOUNTS = List.of(PRODUCTION, STAGING);

  static final String HOME_REGION = "eu-west-1";
  static final String GLOBAL_REGION = "us-east-1";

  /** Credentials that the suite looks with; only the sample's endpoint knows them. */
  static final String READER_KEY = "AKIASAMPLEREADER0001";

  static final String READER_SECRET = "sample-secret-that-opens-nothing-but-the-sample";
  static final String READER_ROLE = "cairn-read-only";

  static final String LEAKED_USER = "ci-deploy";
  static final String LEAKED_KEY = "AKIASAMPLECIDEPLOY01";
  static final String BACKDOOR_USER = "support-sync";
  static final String BACKDOOR_KEY = "AKIASAMPLESUPPORT001";
  static final String OPENED_BUCKET = "payroll-exports-444455556666";
  static final String LOG_BUCKET = "audit-logs-444455556666";
  static final String TRAIL = "organisation-trail";

  /** The intruder's address. */
  static final String INTRUDER = "203.0.113.77";

  /** Where the office and the build servers are. */
  static final String OFFICE = "198.51.100.24";

  static final String BUILD_SERVER = "198.51.100.140";

  private Organisation() {}

  static String readerRole(String account) {
    return "arn:aws:iam::%s:role/%s".formatted(account, READER_ROLE);
  }

  static String trailArn() {
    return "arn:aws:cloudtrail:%s:%s:trail/%s".formatted(HOME_REGION, PRODUCTION, TRAIL);
  }

  static String userArn(String account, String user) {
    return "arn:aws:iam::%s:user/%s".formatted(account, user);
  }
}
