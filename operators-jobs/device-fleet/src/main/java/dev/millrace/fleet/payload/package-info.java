/** What devices send, and where to: generators, formats, replay files and paths. */
package dev.millrace.fleet.payload;
