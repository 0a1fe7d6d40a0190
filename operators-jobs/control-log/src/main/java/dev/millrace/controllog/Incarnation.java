package dev.millrace.controllog;

import dev.millrace.stream.handover.Ownership;

/**
 * A replica that has joined the control log for one partition.
 *
 * @param id offset of its own {@link dev.millrace.stream.handover.ControlRecord.Joined}
 * @param ownership what the log says up to and with that record
 */
public record Incarnation(long id, Ownership ownership) {}
