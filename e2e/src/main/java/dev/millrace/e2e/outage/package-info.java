/**
 * For how long a reader sees nothing while something happens to a stage, and whether it sees all.
 */
package dev.millrace.e2e.outage;
