package dev.millrace.controllog;

import dev.millrace.stream.handover.ControlRecord.State;
import java.util.Map;

/**
 * What a prefix of a log says, as records that can stand for it.
 *
 * @param next offset behind the prefix
 * @param records one of every partition
 */
record LogStates(long next, Map<ControlKey, State> records) {}
