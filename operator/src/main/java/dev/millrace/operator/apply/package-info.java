/** Server-side apply of rendered objects: only what differs, and never somebody else's. */
package dev.millrace.operator.apply;
