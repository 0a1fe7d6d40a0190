/** The report of a run, as docs/report.md describes it. */
package dev.millrace.local.report;
