/** The commands of the command line. */
package dev.millrace.local.cli;
