/**
 * The operator: makes what custom resources ask for, level by level. Each kind has a package with a
 * thin reconciler, what it observes, pure decisions and renderings, and its status.
 */
package dev.millrace.operator;
