/** Hot standbys: they follow, and take over from owners that are lost. */
package dev.millrace.operator.standby;
