package io.cairn.standalone.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.aws.recorded.RecordedAws;
import io.cairn.aws.recorded.Scenario;
import java.net.URI;

/** The local AWS endpoint that answers for the sample's two accounts. */
final class DemoAws implements AutoCloseable {
  private final RecordedAws endpoint;

  private DemoAws(RecordedAws endpoint) {
    this.endpoint = endpoint;
  }

  /** Starts it with the resources as they were before the intrusion. */
  static DemoAws start(SampleClock clock, int port) {
    var scenario =
        new Scenario()
            .accessKey(
                Organisation.READER_KEY, Organisation.READER_SECRET, Organisation.PRODUCTION);
    Organisation.ACCOUNTS.forEach(
        account -> scenario.assumable(Organisation.readerRole(account), null));
    SampleResources.all(clock)
        .forEach(
            each -> scenario.put(each.account(), each.region(), each.service(), each.content()));
    return new DemoAws(RecordedAws.start(scenario, port));
  }

  /** Changes the resources as the intruder does. */
  void strike(SampleClock clock) {
    Scenario scenario = endpoint.scenario();
    String account = Organisation.PRODUCTION;
    scenario.change(
        account,
        "global",
        "iam",
        iam -> {
          ObjectNode backdoor = SampleIdentities.backdoor(clock);
          iam.withArray("UserDetailList").add(backdoor);
          iam.withArray("CredentialReport").add(SampleCredentials.row(backdoor, clock, false));
        });
    scenario.change(
        account, "global", "s3", "Buckets", "Name", Organisation.OPENED_BUCKET, DemoAws::open);
    scenario.change(
        account,
        Organisation.HOME_REGION,
        "cloudtrail",
        trails ->
            ((ObjectNode) trails.withArray("Trails").get(0).path("Status"))
                .put("IsLogging", false)
                .put("StopLoggingTime", clock.now().getEpochSecond()));
  }

  private static void open(ObjectNode bucket) {
    bucket.remove("PublicAccessBlock");
    bucket.put("Policy", SampleStorage.openToTheWorld().toString());
  }

  URI address() {
    return endpoint.endpoint();
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
