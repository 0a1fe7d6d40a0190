/** What a run shows while it runs, and its verdict. */
package dev.millrace.local.progress;
