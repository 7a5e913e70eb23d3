package io.cairn.findings.finding.api;

import io.cairn.findings.finding.EventEvidence;
import io.cairn.findings.finding.Finding;
import io.cairn.findings.finding.ItemEvidence;
import java.util.List;

/** From findings to what REST shows. */
final class FindingMapper {
  private FindingMapper() {}

  static FindingDto.Item item(
      Finding finding, List<EventEvidence> events, List<ItemEvidence> items) {
    return new FindingDto.Item(
        finding.id(),
        finding.type(),
        finding.source(),
        finding.title(),
        finding.description(),
        finding.severity(),
        finding.account().value(),
        finding.region(),
        finding.resourceType(),
        finding.resourceId(),
        finding.actor(),
        finding.workflowStatus(),
        finding.recordState(),
        finding.count(),
        finding.firstSeen(),
        finding.lastSeen(),
        finding.createdAt(),
        finding.updatedAt(),
        finding.version(),
        finding.remediation(),
        finding.note() == null
            ? null
            : new FindingDto.Note(finding.note(), finding.noteBy(), finding.noteAt()),
        new FindingDto.Evidence(
            events.stream().map(FindingMapper::event).toList(),
            items.stream().map(item -> configurationItem(finding, item)).toList()));
  }

  private static FindingDto.Event event(EventEvidence event) {
    return new FindingDto.Event(
        event.eventId(),
        event.eventTime(),
        event.eventName(),
        event.eventSource(),
        event.principalArn(),
        event.sourceIPAddress(),
        event.matched());
  }

  private static FindingDto.ConfigurationItem configurationItem(
      Finding finding, ItemEvidence item) {
    return new FindingDto.ConfigurationItem(
        finding.account().value(),
        finding.region(),
        finding.resourceType(),
        finding.resourceId(),
        item.resourceName(),
        item.arn(),
        item.configurationStateId(),
        item.configurationItemCaptureTime(),
        item.evaluatedAt(),
        item.annotation());
  }
}
