/** What is wrong with a manifest. */
package dev.millrace.fleet.check;
