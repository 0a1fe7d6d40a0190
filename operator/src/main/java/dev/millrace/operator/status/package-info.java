/** Conditions as kstatus reads them, their reasons, and the writing of statuses and Events. */
package dev.millrace.operator.status;
