/**
 * The report of a run as one page that needs nothing else: no network, no script, no font. Pure
 * functions from the report to markup, but for the writing of the file.
 */
package dev.millrace.local.report.page;
