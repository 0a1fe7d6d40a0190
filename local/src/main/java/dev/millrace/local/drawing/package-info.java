/** Markup and shapes of drawings, for pages and for files that stand alone. Pure functions. */
package dev.millrace.local.drawing;
