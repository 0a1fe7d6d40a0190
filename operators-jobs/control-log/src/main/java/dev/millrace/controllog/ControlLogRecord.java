package dev.millrace.controllog;

import dev.millrace.stream.handover.ControlRecord;

/**
 * A record at its place in the control log.
 *
 * @param key stage and partition that it is about
 * @param offset in the control log
 * @param record what it says
 */
record ControlLogRecord(ControlKey key, long offset, ControlRecord record) {}
