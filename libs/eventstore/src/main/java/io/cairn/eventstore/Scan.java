package io.cairn.eventstore;

/** What {@link EventScanner} makes of a record: an event with its attributes, or a refusal. */
public sealed interface Scan permits ScannedEvent, Refusal {}
