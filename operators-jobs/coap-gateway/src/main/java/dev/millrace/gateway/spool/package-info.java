/**
 * Entries on disk: appended durably, read in order, removed from the front. Bounded, checksummed,
 * and whole again after a crash at any moment. Knows nothing of what the entries are.
 */
package dev.millrace.gateway.spool;
