/**
 * Drives a migration: observes it in the control log and the progress topic, asks the coordinator
 * what follows, and does it. Whoever starts and stops replicas is a {@link
 * dev.millrace.controllog.migration.MigrationSite}.
 */
package dev.millrace.controllog.migration;
