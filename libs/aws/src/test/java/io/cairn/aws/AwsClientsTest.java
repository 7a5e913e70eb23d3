package io.cairn.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.aws.recorded.RecordedAws;
import io.cairn.aws.recorded.Scenario;
import io.cairn.contracts.AccountId;
import java.util.concurrent.Executors;
import javax.xml.stream.XMLInputFactory;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.ec2.Ec2Client;

@NullMarked
class AwsClientsTest {

  @Test
  void shouldReadXmlInAnyThreadWithoutSearchingForAReader() throws Exception {
    // Given
    var key = AwsBasicCredentials.create(Scenario.SAMPLE_ACCESS_KEY, Scenario.SAMPLE_SECRET_KEY);
    try (var aws = RecordedAws.start(Scenario.sample());
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var clients =
            new AwsClients(
                AwsSettings.ofDefaults("test").withPrivateEndpoints(true),
                StaticCredentialsProvider.create(key))) {
      var target =
          new AwsTarget(new AccountId("111122223333"), "us-east-1", null, null, aws.endpoint());

      // When
      int vpcs =
          threads
              .submit(() -> clients.client(Ec2Client.class, target).describeVpcs().vpcs().size())
              .get();

      // Then
      assertThat(vpcs).isEqualTo(1);
      assertThat(System.getProperty(AwsClients.XML_FACTORY))
          .isEqualTo(XMLInputFactory.newDefaultFactory().getClass().getName());
    }
  }
}
