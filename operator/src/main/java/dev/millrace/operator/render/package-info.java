/** Objects as pure functions of specifications and settings. */
package dev.millrace.operator.render;
