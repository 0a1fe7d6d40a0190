/**
 * The coordinator of a parallel migration as pure code: from what is observed to the next phase and
 * the commands that lead there (design, section 3). It may crash and come back at any moment, and
 * may exist twice: what it decides is safe because the control log settles every race.
 */
package dev.millrace.stream.migration;
