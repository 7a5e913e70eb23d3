package io.cairn.config.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The other ends of edges, worded as AWS Config words them. */
@NullMarked
class ReverseNameTest {

  @ParameterizedTest
  @CsvSource({
    "Is contained in Vpc, AWS::EC2::Subnet, Contains Subnet",
    "Is contained in Vpc, AWS::EC2::SecurityGroup, Contains SecurityGroup",
    "Is contained in Vpc, AWS::EC2::RouteTable, Contains RouteTable",
    "Is contained in Vpc, AWS::EC2::Instance, Contains Instance",
    "Is contained in Vpc, AWS::EC2::NetworkInterface, Contains NetworkInterface",
    "Is attached to Vpc, AWS::EC2::InternetGateway, Is attached to InternetGateway",
    "Is contained in Subnet, AWS::EC2::Instance, Contains Instance",
    "Is contained in Subnet, AWS::EC2::NetworkInterface, Contains NetworkInterface",
    "Contains Subnet, AWS::EC2::RouteTable, Is contained in RouteTable",
    "Contains Instance, AWS::EC2::RouteTable, Is contained in RouteTable",
    "Contains NetworkInterface, AWS::EC2::RouteTable, Is contained in RouteTable",
    "Is associated with SecurityGroup, AWS::EC2::Instance, Is associated with Instance",
    "Is associated with SecurityGroup, AWS::EC2::NetworkInterface, "
        + "Is associated with NetworkInterface",
    "Is attached to Instance, AWS::EC2::Volume, Is attached to Volume",
    "Is attached to Volume, AWS::EC2::Instance, Is attached to Instance",
    "Is attached to Group, AWS::IAM::User, Contains User",
    "Is attached to CustomerManagedPolicy, AWS::IAM::Role, Is attached to Role",
    "Is attached to CustomerManagedPolicy, AWS::IAM::User, Is attached to User",
    "Is attached to CustomerManagedPolicy, AWS::IAM::Group, Is attached to Group",
  })
  void shouldWordTheOtherEnd(String forward, String fromType, String reverse) {
    assertThat(ReverseName.of(forward, fromType)).isEqualTo(reverse);
  }
}
