package io.cairn.config.collect.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The spelling of AWS Config, family by family. */
@NullMarked
class FamilyTest {

  @ParameterizedTest
  @CsvSource({
    "FIRST_LETTER, DBName, dBName",
    "FIRST_LETTER, ARN, aRN",
    "BEAN, DBClusterIdentifier, dbclusterIdentifier",
    "BEAN, SSEDescription, ssedescription",
    "BEAN, AWSAccountId, awsaccountId",
    "BEAN, KMSKeyArn, kmskeyArn",
    "BEAN, TableName, tableName",
    "ACCESSOR, HTTPPort, httpPort",
    "ACCESSOR, ACMCertificateArn, acmCertificateArn",
    "ACCESSOR, ARN, arn",
    "GSON, DNSName, dNSName",
    "CLOUDFORMATION, minimumPasswordLength, MinimumPasswordLength",
  })
  void shouldRenameMembersByFamily(Family family, String member, String expected) {
    assertThat(family.name(member)).isEqualTo(expected);
  }

  @Test
  void shouldWriteTimesByFamily() {
    // Given
    Instant time = Instant.parse("2022-02-21T18:36:56.007Z");

    // Then
    assertThat(Family.FIRST_LETTER.time(time).asText()).isEqualTo("2022-02-21T18:36:56.007Z");
    assertThat(Family.BEAN.time(time).longValue()).isEqualTo(1645468616007L);
    assertThat(Family.GSON.time(time).asText()).isEqualTo("Feb 21, 2022 6:36:56 PM");
  }
}
