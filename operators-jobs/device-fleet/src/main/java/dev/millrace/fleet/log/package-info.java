/**
 * What a fleet has sent and how each exchange ended, to be compared with what a gateway has
 * written.
 */
package dev.millrace.fleet.log;
