/**
 * The hand-over of a partition from one replica to another, as pure code: the fold of the control
 * log, which alone says who owns a partition, and what a replica does next. It follows protocol.md,
 * section 1, rule by rule.
 */
package dev.millrace.stream.handover;
