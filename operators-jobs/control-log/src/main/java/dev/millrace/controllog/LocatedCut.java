package dev.millrace.controllog;

import dev.millrace.stream.handover.Cut;

/**
 * What a replica was at a serial number, and where that record lies.
 *
 * @param cut hashes at the serial number
 * @param offset of its record in the input log
 */
public record LocatedCut(Cut cut, long offset) {}
