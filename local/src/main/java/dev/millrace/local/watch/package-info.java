/** What comes out of the stages of a run over time, as somebody sees it who only reads topics. */
package dev.millrace.local.watch;
